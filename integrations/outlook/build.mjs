// Assembles the add-in in `dist/`: `node build.mjs https://ADDRESS`, where your web server will serve it.

import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { icon } from '../browser/icon.mjs';

const IN_MANIFEST = 'https://addin.example.com';

const here = fileURLToPath(new URL('.', import.meta.url));
const engine = process.env.PRESEND_WASM ?? join(here, '../../bindings/wasm');
const address = (process.argv[2] ?? IN_MANIFEST).replace(/\/$/, '');
if (!/^https:\/\/[^"<>&]+$/.test(address))
  throw new Error('the address begins with https://, for Outlook loads nothing else');

const dist = join(here, 'dist');
await rm(dist, { recursive: true, force: true });
await mkdir(dist);
await cp(join(here, 'src'), dist, { recursive: true });
await cp(join(engine, 'js'), join(dist, 'presend'), { recursive: true });
await cp(join(engine, 'presend.wasm'), join(dist, 'presend.wasm'));
for (const size of [64, 128]) await writeFile(join(dist, `icon-${size}.png`), icon(size));
const manifest = await readFile(join(here, 'manifest.xml'), 'utf8');
await writeFile(join(dist, 'manifest.xml'), manifest.replaceAll(IN_MANIFEST, address));
