// The package as npm packs it, installed in an empty folder.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL("..", import.meta.url));
const npm = (folder, ...args) =>
  execFileSync("npm", args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });

test("it installs, lints, and brings nothing else", () => {
  const folder = mkdtempSync(join(tmpdir(), "presend-pack-"));
  try {
    const [packed] = JSON.parse(npm(here, "pack", "--json", "--pack-destination", folder));
    const files = packed.files.map(({ path }) => path).sort();
    const modules = ["engine", "error", "index", "places", "request"].map((name) => `js/${name}.js`);
    assert.deepEqual(
      files,
      [
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "README.md",
        ...modules,
        "js/index.d.ts",
        "package.json",
        "presend.wasm",
      ].sort(),
    );
    npm(folder, "init", "--yes");
    npm(folder, "install", "--offline", "--no-audit", "--no-fund", join(folder, packed.filename));
    assert.deepEqual(
      readdirSync(join(folder, "node_modules")).filter((name) => !name.startsWith(".")),
      ["presend"],
    );
    const script = `import { load, findings } from "presend";
      const draft = { text: "We have to let you go effective Friday." };
      const report = (await load()).lint(draft);
      const [{ start, end }] = findings(report, draft);
      console.log(report.stops, draft.text.slice(start, end));`;
    writeFileSync(join(folder, "try.mjs"), script);
    assert.equal(
      execFileSync(process.execPath, ["try.mjs"], { cwd: folder, encoding: "utf8" }),
      "true let you go effective\n",
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
