// Makes copies of the built extension as the tests need them.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const DIST = fileURLToPath(new URL('../dist/', import.meta.url));
const copies = [];

process.on('exit', () => copies.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/**
 * Returns the folder of the extension for a browser: as it is built, without its engine, or with sites that a person has
 * allowed, for nobody is there to answer the browser's own question.
 */
export function extensionFor(browser, { engine = true, granted = [] } = {}) {
  const built = join(DIST, browser);
  if (engine && granted.length === 0) return built;
  const folder = mkdtempSync(join(tmpdir(), `presend-${browser}-`));
  copies.push(folder);
  cpSync(built, folder, { recursive: true });
  if (!engine) rmSync(join(folder, 'presend.wasm'));
  const path = join(folder, 'manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  writeFileSync(path, JSON.stringify({ ...manifest, host_permissions: granted }));
  return folder;
}
