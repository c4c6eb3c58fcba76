// Compares the engine with the program on whole folders of drafts: mails, notes and chats with quotes, signatures and headers.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { load } from "presend";
import { root, run } from "./program.js";

const presend = await load();
const PRESEND_NOW = "2026-03-10T09:00:00Z";
const FORMATS = { eml: "email", html: "html", md: "markdown", txt: "text" };

for (const [folder, least] of [
  ["tests/segments", 300],
  ["examples", 8],
]) {
  test(`every draft of ${folder}`, () => {
    const isolated = ["--format", "json", "--config", join(root, "examples/presend.toml")];
    const { report } = run(root, [folder, ...isolated], { env: { PRESEND_NOW } });
    const guidelines = readFileSync(join(root, "examples/presend.toml"), "utf8");
    let compared = 0;
    for (const file of report.files) {
      const format = FORMATS[file.path.split(".").at(-1)];
      if (!format || file.messages.length > 1) continue;
      const text = readFileSync(join(root, file.path), "utf8");
      const own = presend.lint({ text, format, name: file.path, now: PRESEND_NOW, guidelines });
      assert.deepEqual(own.files, [file]);
      compared += 1;
    }
    console.log(`# ${compared} drafts compared`);
    assert.ok(compared >= least, `${compared}`);
  });
}

test("every draft of tests/verdict, with what is known about each", () => {
  const folder = join(root, "tests/verdict");
  const guidelines = readFileSync(join(folder, "presend.toml"), "utf8");
  const drafts = readFileSync(join(folder, "drafts.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  const { report } = run(folder, ["drafts.jsonl", "--format", "json", "--plan"], { env: { PRESEND_NOW } });
  const messages = report.files[0].messages;
  assert.equal(messages.length, drafts.length);
  let compared = 0;
  drafts.forEach(({ id, text, ...known }, index) => {
    const isPlain = Object.keys(known).every((key) =>
      ["date", "from", "to", "cc", "subject", "profile"].includes(key),
    );
    if (!isPlain) return;
    const own = presend.lint({ text, ...known, now: PRESEND_NOW, guidelines, plan: true }).files[0].messages[0];
    // Where it stands differs: the program points into a line of JSON.
    assert.deepEqual(own.verdict, messages[index].verdict, id);
    assert.deepEqual(own.diagnostics.map(what), messages[index].diagnostics.map(what), id);
    compared += 1;
  });
  console.log(`# ${compared} of ${drafts.length} drafts compared`);
  assert.ok(compared >= 30, `${compared}`);
});

function what({ code, severity, confidence, message, note, help, text, region, related, more }) {
  return {
    code,
    severity,
    confidence,
    message,
    note,
    help,
    text,
    region,
    related: related.map((place) => place.text),
    more,
  };
}
