// Assembles the extension for Chromium and for Firefox in `dist/`, each a folder that the browser loads as it is.

import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { icon } from './icon.mjs';
import { sites } from './src/sites/all.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const engine = process.env.PRESEND_WASM ?? join(here, '../../bindings/wasm');

const ICONS = [16, 32, 48, 128];

const BROWSERS = {
  chromium: {
    minimum_chrome_version: '116',
    background: { service_worker: 'background.js', type: 'module' },
  },
  firefox: {
    browser_specific_settings: {
      gecko: {
        id: 'presend-browser@example.org',
        strict_min_version: '140.0',
        data_collection_permissions: { required: ['none'] },
      },
    },
    background: { scripts: ['background.js'], type: 'module' },
  },
};

/** Bundles modules readably: who reviews the extension reads what runs. */
function bundle(outdir, entryPoints, format) {
  return build({
    absWorkingDir: here,
    entryPoints,
    outdir,
    bundle: true,
    format,
    target: ['chrome116', 'firefox140'],
    loader: { '.css': 'text' },
    alias: { presend: join(engine, 'js/index.js') },
    external: ['node:*'],
    logLevel: 'warning',
  });
}

/** A content script cannot import, so that each site gets one file: its adapter with all that runs beside it. */
async function bundleSites(outdir, names) {
  const entries = join(outdir, '.entries');
  await mkdir(entries, { recursive: true });
  const source = (path) => JSON.stringify(join(here, 'src', path));
  for (const name of names) {
    const code = `import { start } from ${source('content/main.js')};\nimport adapter from ${source(`sites/${name}.js`)};\nstart(adapter);\n`;
    await writeFile(join(entries, `${name}.js`), code);
  }
  await bundle(
    join(outdir, 'sites'),
    names.map((name) => join(entries, `${name}.js`)),
    'iife',
  );
  await rm(entries, { recursive: true });
}

async function assemble(browser) {
  const outdir = join(here, 'dist', browser);
  await rm(outdir, { recursive: true, force: true });
  await bundle(outdir, { background: 'src/background/main.js', popup: 'src/popup/popup.js' }, 'esm');
  await bundleSites(outdir, [...Object.keys(sites), 'added']);
  for (const file of ['popup/popup.html', 'popup/popup.css', 'content/underline.css']) {
    await cp(join(here, 'src', file), join(outdir, file.split('/')[1]));
  }
  await cp(join(engine, 'presend.wasm'), join(outdir, 'presend.wasm'));
  for (const size of ICONS) await writeFile(join(outdir, `icon-${size}.png`), icon(size));
  const manifest = JSON.parse(await readFile(join(here, 'manifest.json'), 'utf8'));
  const scripts = Object.entries(sites).map(([name, { matches }]) => ({
    matches,
    js: [`sites/${name}.js`],
    css: ['underline.css'],
    run_at: 'document_start',
  }));
  const icons = Object.fromEntries(ICONS.map((size) => [size, `icon-${size}.png`]));
  const whole = { ...manifest, icons, ...BROWSERS[browser], content_scripts: scripts };
  await writeFile(join(outdir, 'manifest.json'), `${JSON.stringify(whole, null, 2)}\n`);
}

for (const browser of Object.keys(BROWSERS)) await assemble(browser);
