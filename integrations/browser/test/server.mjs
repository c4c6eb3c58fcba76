// Serves the pages of the tests on the loopback by TLS, with the strict policies that such sites send.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleEditors } from './editors.mjs';

const PAGES = fileURLToPath(new URL('fixtures/', import.meta.url));
const TYPES = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript' };
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; form-action 'self'; require-trusted-types-for 'script'";

// Editors that are no site's own make markup of text, as they are.
const WITH_EDITOR = /\/(lexical|quill|slate)\.html$/;

/** A certificate for this run alone. */
function certificate() {
  const folder = mkdtempSync(join(tmpdir(), 'presend-tls-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-keyout',
      key,
      '-out',
      cert,
      '-days',
      '2',
      '-subj',
      '/CN=localhost',
    ],
    { stdio: 'ignore' },
  );
  const pair = { key: readFileSync(key), cert: readFileSync(cert) };
  rmSync(folder, { recursive: true });
  return pair;
}

/** Starts the server. `asked` holds the address of each request that reached it. */
export async function serve() {
  const asked = [];
  const editors = await bundleEditors();
  const server = createServer(certificate(), async (request, response) => {
    const { pathname } = new URL(request.url, 'https://localhost');
    asked.push(`${request.headers.host}${request.url}`);
    const name = pathname.match(/([a-z-]+\.(?:html|css|js))$/)?.[1];
    try {
      const body = editors.get(name) ?? (await readFile(join(PAGES, name ?? '')));
      response.writeHead(200, {
        'content-type': TYPES[extname(name)],
        'content-security-policy': WITH_EDITOR.test(pathname) ? POLICY.replace(/; require.*/, '') : POLICY,
      });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: server.address().port,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}
