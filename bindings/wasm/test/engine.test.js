// What a host relies on: faults, memory, time, and that nothing which is typed breaks the engine.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { load, lint, PresendError } from "presend";

const bytes = readFileSync(new URL("../presend.wasm", import.meta.url));
const presend = await load(bytes);
const DISMISSAL = "Hi Bo,\n\nwe have to let you go effective Friday.\n";
const first = (report) => report.files[0].messages[0];

test("it loads from bytes, an address, an answer and a module, and by itself", async () => {
  const url = new URL("../presend.wasm", import.meta.url);
  const answer = new Response(bytes, { headers: { "content-type": "application/octet-stream" } });
  const module = await WebAssembly.compile(bytes);
  for (const source of [
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
    url,
    url.href,
    answer,
    module,
    undefined,
  ]) {
    const loaded = await load(source);
    assert.equal(loaded.version, presend.version);
  }
  assert.equal((await lint({ text: DISMISSAL })).stops, true);
  await assert.rejects(
    load(new Uint8Array([0, 97, 115, 109])),
    (error) => error instanceof PresendError && error.kind === "engine",
  );
  await assert.rejects(load(new URL("./gone.wasm", import.meta.url)), { name: "PresendError", kind: "engine" });
});

test("a draft is linted with what is known about it", () => {
  const report = presend.lint({
    text: DISMISSAL,
    subject: "Friday",
    to: "Bo Berg <bo@example.com>, al@example.com",
    cc: null,
  });
  assert.equal(first(report).verdict.action, "talk");
  assert.equal(first(report).subject, "Friday");
  assert.deepEqual([report.schema, report.tool.name, report.stops], [1, "presend", true]);
});

test("what is wrong with a request is said, and what is wrong with settings", () => {
  for (const [request, kind, part] of [
    [null, "request", "a request must be an object"],
    ["text", "request", "a request must be an object"],
    [{}, "request", "missing field `text`"],
    [{ text: 3 }, "request", "expected a string"],
    [{ text: "", subjekt: "" }, "request", "unknown field `subjekt`"],
    [{ text: 3n }, "request", "BigInt"],
    [{ text: "", to: 3 }, "request", "expected a sequence"],
    [{ text: "", now: new Date(NaN) }, "request", "this date is not valid"],
    [{ text: "", now: "noon" }, "request", "`noon` is not a time"],
    [{ text: "", severity: { S001: "loud" } }, "request", "`loud` of S001"],
    [{ text: "", guidelines: "[me]\nadress = 1\n" }, "settings", "presend.toml:2"],
    [{ text: "", lexicons: ["terms = 3"] }, "settings", "lexicon 1:1"],
    [{ text: "", ignore: ["S999"] }, "settings", "S999"],
  ]) {
    const isSaid = (error) => error instanceof PresendError && error.kind === kind && error.message.includes(part);
    assert.throws(() => presend.lint(request), isSaid, `${kind}: ${part}`);
  }
  assert.equal(presend.lint({ text: DISMISSAL }).stops, true);
});

test("settings hold for one request", () => {
  const codes = (request) =>
    first(presend.lint({ text: "Please answer ASAP.", ...request })).diagnostics.map(({ code }) => code);
  assert.ok(codes({}).includes("U001"));
  assert.ok(!codes({ severity: { urgency: "off" } }).includes("U001"));
  assert.ok(codes({ severity: { urgency: "off", U001: "hint" } }).includes("U001"));
  assert.ok(!codes({ guidelines: '[rules]\nurgency = "off"\n' }).includes("U001"));
  assert.ok(codes({}).includes("U001"));
});

test("no text breaks it", () => {
  const shapes = [
    "\ud800",
    "a\udc00b\ud83d",
    "\0",
    "\u202e\u200b",
    "> ".repeat(20_000),
    "<div>".repeat(5_000),
    "(".repeat(50_000),
    "asap ".repeat(20_000),
    "=?utf-8?b?",
    "\r\r\n\n\r",
    "\ufeffHi",
  ];
  for (const text of shapes) {
    for (const format of ["text", "markdown", "email", "html", "ics", "git-patch", "commit-msg"]) {
      const report = presend.lint({
        text,
        format,
        subject: text.slice(0, 100),
        headers: `Subject: ${text.slice(0, 50)}`,
      });
      assert.equal(report.summary.messages, 1, `${format}: ${text.slice(0, 20)}`);
    }
  }
});

test("memory is given back", async () => {
  const { instance } = await WebAssembly.instantiate(bytes);
  const { memory, presend_alloc, presend_free, presend_lint } = instance.exports;
  const call = (text) => {
    const request = new TextEncoder().encode(JSON.stringify({ text }));
    const taken = presend_alloc(request.length);
    new Uint8Array(memory.buffer, taken, request.length).set(request);
    const answer = presend_lint(taken, request.length);
    presend_free(taken, request.length);
    presend_free(answer, 4 + new DataView(memory.buffer).getUint32(answer, true));
  };
  const texts = [DISMISSAL.repeat(50), "Thanks, see you at ten.", "You idiot!!! ".repeat(400), "Hi 😀 ".repeat(999)];
  // What is made on first need stays, and the allocator settles in a few rounds.
  for (let round = 0; round < 10; round++) texts.forEach(call);
  const before = memory.buffer.byteLength;
  for (let round = 0; round < 100; round++) texts.forEach(call);
  assert.equal(memory.buffer.byteLength, before);
});

/** A module that answers once, then traps. */
function shortLived() {
  const json = JSON.stringify({ stops: false, report: { tool: { version: "short" } } });
  const name = (text) => [text.length, ...Buffer.from(text)];
  const section = (id, ...content) => [id, content.length, ...content];
  const [i32, memory, func] = [0x7f, 2, 0];
  // (if (global.get 0) (then unreachable)) (global.set 0 (i32.const 1)) (i32.const 0)
  const answers = [0, 0x23, 0, 0x04, 0x40, 0x00, 0x0b, 0x41, 1, 0x24, 0, 0x41, 0, 0x0b];
  const takes = [0, 0x41, 0xc0, 0, 0x0b];
  const frees = [0, 0x0b];
  const data = [0, 0x41, 0, 0x0b, json.length + 4, json.length, 0, 0, 0, ...Buffer.from(json)];
  return new Uint8Array([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, 3, 0x60, 1, i32, 1, i32, 0x60, 2, i32, i32, 0, 0x60, 2, i32, i32, 1, i32),
    ...section(3, 3, 0, 1, 2),
    ...section(5, 1, 0, 1),
    ...section(6, 1, i32, 1, 0x41, 0, 0x0b),
    ...section(
      7,
      4,
      ...name("memory"),
      memory,
      0,
      ...name("presend_alloc"),
      func,
      0,
      ...name("presend_free"),
      func,
      1,
      ...name("presend_lint"),
      func,
      2,
    ),
    ...section(10, 3, takes.length, ...takes, frees.length, ...frees, answers.length, ...answers),
    ...section(11, 1, ...data),
  ]);
}

test("an engine that has failed says so, and a fresh one answers a moment later", async () => {
  const own = await load(shortLived());
  assert.equal(own.version, "short");
  const fails = (part) =>
    assert.throws(
      () => own.lint({ text: "" }),
      (error) => error instanceof PresendError && error.kind === "engine" && error.message.includes(part),
    );
  fails("the engine has failed: unreachable");
  fails("being restarted");
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal(own.lint({ text: "" }).tool.version, "short");
  fails("unreachable");
});
