// Makes the page: one file in dist/ that holds the engine, the styles and the script, and whose policy names their digests.

import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { constants, gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = (path) => new URL(path, import.meta.url);
const text = (path) => readFile(here(path), "utf8");

/** The form in which a policy names what it lets run. */
const digest = (content) => `'sha256-${createHash("sha256").update(content).digest("base64")}'`;

const bundled = await build({
  entryPoints: [here("src/main.js").pathname],
  bundle: true,
  charset: "utf8",
  external: ["node:*"],
  format: "esm",
  legalComments: "none",
  target: "es2023",
  write: false,
});
// A closing tag in a string would end the script.
const script = bundled.outputFiles[0].text.replaceAll("</script", "<\\/script");
const style = await text("src/style.css");
const engine = gzipSync(await readFile(here("../bindings/wasm/presend.wasm")), {
  level: constants.Z_BEST_COMPRESSION,
});

const policy = [
  "default-src 'none'",
  `script-src ${digest(script)} 'wasm-unsafe-eval'`,
  `style-src ${digest(style)}`,
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

const parts = { policy, style, script, engine: engine.toString("base64") };
const page = (await text("src/index.html")).replace(/\{\{(\w+)\}\}/g, (_, name) => parts[name]);
await mkdir(here("dist"), { recursive: true });
await writeFile(here("dist/index.html"), page);
console.log(`web/dist/index.html: ${(page.length / 1e6).toFixed(2)} MB`);
