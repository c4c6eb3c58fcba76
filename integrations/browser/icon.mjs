// Draws the icon: a speech bubble, as PNG of any size.

import { crc32, deflateSync } from 'node:zlib';

const COLOUR = [47, 111, 94];

function chunk(kind, data) {
  const body = Buffer.concat([Buffer.from(kind), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}

/** How much of a point the bubble covers: a disc whose lower left quarter is a square. */
function covers(x, y) {
  const isCorner = x < 0 && y > 0;
  return isCorner ? x > -0.92 && y < 0.92 : Math.hypot(x, y) < 0.92;
}

/** Returns the icon as the bytes of a PNG. */
export function icon(size) {
  const rows = [];
  const FINE = 4;
  for (let y = 0; y < size; y += 1) {
    const row = [0];
    for (let x = 0; x < size; x += 1) {
      let hit = 0;
      for (let part = 0; part < FINE * FINE; part += 1) {
        const at = (pixel, step) => ((pixel + (step + 0.5) / FINE) / size) * 2 - 1;
        hit += covers(at(x, part % FINE), at(y, Math.floor(part / FINE))) ? 1 : 0;
      }
      row.push(...COLOUR, Math.round((hit / (FINE * FINE)) * 255));
    }
    rows.push(Buffer.from(row));
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 6, 0, 0, 0], 8);
  const start = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    start,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
