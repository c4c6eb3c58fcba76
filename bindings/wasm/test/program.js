// Runs the program that the engine is compared with: PRESEND names it, else it is the one that cargo built.

import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../../", import.meta.url));

const built = ["release", "debug"].map((profile) => join(root, "target", profile, "presend"));
const program = process.env.PRESEND ?? built.find(existsSync);

/** A home without a presend.toml. */
const home = mkdtempSync(join(tmpdir(), "presend-home-"));

/** Runs the program in a folder; returns what it wrote as JSON, and its exit code. */
export function run(folder, args, { env = {}, input } = {}) {
  if (!program)
    throw new Error("there is no program to compare with: run `cargo build --release`, or name one in PRESEND");
  const clean = { PATH: process.env.PATH, HOME: home, XDG_CONFIG_HOME: home };
  const done = spawnSync(program, args, { cwd: folder, env: { ...clean, ...env }, input, maxBuffer: 1 << 30 });
  if (done.error) throw done.error;
  const out = done.stdout.toString();
  return { status: done.status, report: out.startsWith("{") ? JSON.parse(out) : null, said: done.stderr.toString() };
}
