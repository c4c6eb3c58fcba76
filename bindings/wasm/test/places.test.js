// Where diagnostics stand, as editors count.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { findings, load } from "presend";

const presend = await load();

function places(draft) {
  return findings(presend.lint(draft), draft).map(({ diagnostic, field, start, end }) => [
    diagnostic.code,
    draft[field].slice(start, end),
  ]);
}

test("places are those of the words, whatever stands before them", () => {
  for (const before of [
    "",
    "Hi Bo,\n\n",
    "Grüße, 你好 😀😀\r\n\r\n",
    "\ud800 half a pair\n",
    "😀".repeat(700) + "\n",
  ]) {
    const found = places({ text: `${before}We have to let you go effective Friday.` });
    assert.deepEqual(
      found.find(([code]) => code === "S001"),
      ["S001", "let you go effective"],
      before,
    );
  }
});

test("the subject is a field of its own, given or in a mail", () => {
  const subject = "😀 We have to let you go";
  const found = places({ text: "See you 😀 then.", subject });
  assert.deepEqual(
    found.find(([code]) => code === "S001"),
    ["S001", "let you go"],
  );
  const mail = { text: "To: bo@example.com\nSubject: Grüße: we have to let you go\n\nAna\n", format: "email" };
  assert.deepEqual(
    places(mail).find(([code]) => code === "S001"),
    ["S001", "let you go"],
  );
});

test("what was encoded has the place of its letters", () => {
  const encoded = Buffer.from("We have to let you go effective Friday.\n").toString("base64");
  const text = `To: bo@example.com\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n${encoded}\n`;
  const [, shown] = places({ text, format: "email" }).find(([code]) => code === "S001");
  assert.ok(shown.length > 20 && encoded.includes(shown), shown);
});

test("further places and better wordings have theirs", () => {
  const lexicon = readFileSync(new URL("../../../tests/cases/fix-stdin/words.toml", import.meta.url), "utf8");
  const draft = {
    subject: "😀 teh keys",
    text: "😀 Please find teh keys when you recieve this.\n",
    lexicons: [lexicon],
  };
  const found = findings(presend.lint(draft), draft).find(({ diagnostic }) => diagnostic.code === "M901");
  const all = [found, ...found.related].map(({ field, start, end }) => `${field}: ${draft[field].slice(start, end)}`);
  assert.deepEqual(all.sort(), ["subject: teh", "text: recieve", "text: teh"]);
  let { subject, text } = draft;
  for (const { field, start, end, text: better } of found.suggestions.flatMap(({ edits }) => edits).toReversed()) {
    if (field === "subject") subject = subject.slice(0, start) + better + subject.slice(end);
    else text = text.slice(0, start) + better + text.slice(end);
  }
  assert.deepEqual([subject, text], ["😀 the keys", "😀 Please find the keys when you receive this.\n"]);
});
