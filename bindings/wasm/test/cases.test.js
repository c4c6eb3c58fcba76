// Compares the engine with the program on every case of tests/cases that checks drafts of one message each.

import assert from "node:assert/strict";
import { readdirSync, readFileSync, existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { parse } from "smol-toml";
import { load } from "presend";
import { root, run } from "./program.js";

const cases = join(root, "tests/cases");
const presend = await load();

/** What the ending of a file's name says of its format; other files hold several messages, or none. */
const FORMATS = { eml: "email", md: "markdown", txt: "text", ics: "ics", patch: "git-patch" };

/** Options with a value, and what they are in a request. */
const VALUES = {
  "--fail-on": (request, value) => (request.failOn = value),
  "--min-confidence": (request, value) => (request.minConfidence = Number(value)),
  "--profile": (request, value) => (request.profile = value),
  "--subject": (request, value) => (request.subject = value),
  "--to": (request, value) => (request.to = value),
  "--headers": (request, value, folder) => (request.headers = readFileSync(join(folder, value), "utf8")),
  "--lexicon": (request, value, folder) => {
    request.lexicons = [{ name: value, text: readFileSync(join(folder, value), "utf8") }];
  },
};

/** Options that say how a report is written, and how many values they take. */
const WRITTEN = { "--format": 1, "--statistics": 0 };

/** Returns why a case is left out, or the drafts and the request that it makes. */
function read(name) {
  const folder = join(cases, name);
  const { args, stdin, env = {}, status } = parse(readFileSync(join(folder, "cmd.toml"), "utf8"));
  if (status === 2) return { left: "ends with an error" };
  if (["config", "explain", "lexicon", "overlap"].includes(args[0])) return { left: "is no check" };
  const request = {};
  const [options, drafts] = [[], []];
  for (const rest = [...args]; rest.length > 0;) {
    const arg = rest.shift();
    if (arg in WRITTEN) rest.splice(0, WRITTEN[arg]);
    else if (arg === "--isolated") options.push(arg);
    else if (arg === "--plan") request.plan = options.push(arg) > 0;
    else if (arg in VALUES) VALUES[arg](request, options[options.push(arg, rest.shift()) - 1], folder);
    else if (arg.startsWith("-")) return { left: `has ${arg}` };
    else drafts.push(arg);
  }
  if (stdin) drafts.push(stdin);
  if (drafts.length === 0) return { left: "has no draft" };
  if (!drafts.every((draft) => isOne(join(folder, draft)))) return { left: "has a folder or an archive" };
  const settings = env.PRESEND_CONFIG ? [join(folder, env.PRESEND_CONFIG)] : [];
  const above = join(folder, "presend.toml");
  const builds = existsSync(above) && /^extends\b/m.test(readFileSync(above, "utf8"));
  if (builds || drafts.some((draft) => draft.includes("/") && existsSync(above))) {
    return { left: "has settings in more than one file, or above the draft" };
  }
  return { folder, env, options, request, settings, drafts: [...new Set(drafts)] };
}

/** Returns true if and only if a file holds one message in UTF-8. */
function isOne(path) {
  const format = FORMATS[path.split(".").at(-1)];
  if (!format || !statSync(path).isFile()) return false;
  const bytes = readFileSync(path);
  const text = bytes.toString();
  const isSeries = format === "git-patch" && text.startsWith("# HG changeset patch");
  return Buffer.from(text).equals(bytes) && !isSeries && text.split(/^BEGIN:V(?:EVENT|TODO|JOURNAL)/m).length < 3;
}

/** Returns the presend.toml that the program finds for a draft. */
function guidelines(draft, { options, settings }) {
  if (options.includes("--isolated")) return null;
  const found = [...settings, join(dirname(draft), "presend.toml")].find(existsSync);
  return found ? readFileSync(found, "utf8") : null;
}

const left = new Map();
let compared = 0;

for (const name of readdirSync(cases).sort()) {
  const found = read(name);
  if (found.left) {
    left.set(found.left, (left.get(found.left) ?? 0) + 1);
    continue;
  }
  test(name, () => {
    for (const draft of found.drafts) {
      const path = join(found.folder, draft);
      // `--isolated` knows no PRESEND_NOW, and then both take the time of the machine.
      const isolated = found.options.includes("--isolated");
      const now = isolated ? undefined : (found.env.PRESEND_NOW ?? "2026-03-10T09:00:00Z");
      const env = isolated ? found.env : { ...found.env, PRESEND_NOW: now };
      const program = run(found.folder, [draft, ...found.options, "--format", "json"], { env });
      const format = FORMATS[draft.split(".").at(-1)];
      const text = readFileSync(path, "utf8");
      const { stops, ...report } = presend.lint({
        ...found.request,
        text,
        format,
        name: draft,
        now,
        guidelines: guidelines(path, found),
      });
      assert.deepEqual(report, program.report, `${name}: ${draft}`);
      assert.equal(stops, program.status === 1, `${name}: ${draft}: ${program.said}`);
      compared += 1;
    }
  });
}

test("most cases that check drafts are compared", () => {
  const all = [...left.values()].reduce((sum, count) => sum + count, 0);
  console.log(
    `# ${compared} drafts compared; ${all} cases left out: ${[...left].map(([why, count]) => `${count} ${why}`).join(", ")}`,
  );
  assert.ok(compared >= 35, `${compared}`);
});
