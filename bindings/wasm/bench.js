// Measures the engine: its size, how long it takes to load, the first draft, and a draft of 2 KB after that.

import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { load } from "presend";

const SIZE = 2048;
const ROUNDS = 300;

const file = readFileSync(new URL("./presend.wasm", import.meta.url));
const megabytes = (bytes) => `${(bytes.length / 1e6).toFixed(2)} MB`;
console.log(
  `size     ${megabytes(file)}, gzip ${megabytes(gzipSync(file, { level: 9 }))}, brotli ${megabytes(brotliCompressSync(file))}`,
);

const begin = performance.now();
const presend = await load(file);
console.log(`load     ${(performance.now() - begin).toFixed(0)} ms`);

const drafts = {
  calm: "The kiln is at 1240 degrees, and Ana will be at the yard at ten with the keys. Please look at the drawings for the west door, they came on Tuesday.\n",
  charged:
    "Hi Bo, we have to let you go effective Friday. You never listen, and I am sick of it!!! Answer ASAP, or the whole team hears of it. The keys are with Ana.\n",
};

/** Milliseconds of processor time: what else the machine does is not counted, nor is what the runtime does beside. */
function time(work) {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const median = (times) => times.sort((one, other) => one - other)[Math.floor(times.length / 2)];

let slowest = 0;
for (const [name, sentence] of Object.entries(drafts)) {
  const text = sentence.repeat(Math.ceil(SIZE / sentence.length)).slice(0, SIZE);
  const lint = () => presend.lint({ text, subject: "Friday", to: "bo@example.com" });
  const first = time(lint);
  const typical = median(Array.from({ length: ROUNDS }, () => time(lint)));
  console.log(`${name.padEnd(8)} first ${first.toFixed(1)} ms, then ${typical.toFixed(2)} ms for 2 KB`);
  slowest = Math.max(slowest, typical);
}

/** What the engine is to keep to, and what it may not grow beyond. */
const LIMITS = {
  bytes: { aim: 6e6, most: 5.3e6, is: file.length },
  "bytes, compressed": { aim: 2.5e6, most: 2.6e6, is: gzipSync(file, { level: 9 }).length },
  milliseconds: { aim: 5, most: 5, is: slowest },
};
for (const [what, { aim, most, is }] of Object.entries(LIMITS)) {
  if (is > aim) console.log(`more ${what} than the aim of ${aim}: ${is}`);
  if (is > most) process.exitCode = 1;
}
