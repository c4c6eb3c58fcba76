// Bundles the pages with the editors that chats are built on.

import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const FOLDER = fileURLToPath(new URL('editors/', import.meta.url));
const NAMES = ['lexical', 'quill', 'slate'];

/** Returns the scripts of the pages, by the names of their files. */
export async function bundleEditors() {
  const { outputFiles } = await build({
    absWorkingDir: FOLDER,
    entryPoints: NAMES.map((name) => `${name}.js`),
    outdir: FOLDER,
    bundle: true,
    write: false,
    format: 'iife',
    minify: true,
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  return new Map(outputFiles.map(({ path, text }) => [path.slice(FOLDER.length), text]));
}
