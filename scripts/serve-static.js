/**
 * Serves the static build as any plain web server would: files, a folder's `index.html`, `page.html` for `page`,
 * and `404.html` for the rest. Under a sub-path, since that is where such sites often live:
 * `node scripts/serve-static.js [folder] [/sub-path] [port]`.
 */
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve, sep } from 'node:path';
import inputs from './inputs.cjs';

const [folder = 'build-static', base = '/reading-room', port = '4274'] = process.argv.slice(2);
const root = resolve(inputs.root, folder);

/** @type {Record<string, string>} */
const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.woff2': 'font/woff2'
};

if (!existsSync(root)) {
  console.error(
    `There is no ${folder}: build it first, with BUILD_TARGET=static BASE_PATH=${base} npm run build.`
  );
  process.exit(1);
}

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  if (pathname === base) return void response.writeHead(308, { location: `${base}/` }).end();
  const path = pathname.startsWith(`${base}/`) ? pathname.slice(base.length) : null;
  // A folder's page is at the address with a slash at its end: what it links to is relative to that.
  if (path !== null && !path.endsWith('/') && fileFor(`${path}/`))
    return void response.writeHead(308, { location: `${pathname}/` }).end();
  const file = path === null ? null : fileFor(path);
  send(response, file ?? join(root, '404.html'), file ? 200 : 404);
});

server.listen(Number(port), '127.0.0.1', () => console.log(`http://127.0.0.1:${port}${base}/`));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => server.close().closeAllConnections());

/**
 * The file that answers for a path, or `null`; never one outside the folder.
 * @param {string} pathname
 */
function fileFor(pathname) {
  const at = normalize(join(root, decoded(pathname)));
  if (at !== root && !at.startsWith(root + sep)) return null;
  const candidates = pathname.endsWith('/')
    ? [join(at, 'index.html')]
    : [at, `${at}.html`, join(at, 'index.html')];
  return candidates.find((file) => existsSync(file) && statSync(file).isFile()) ?? null;
}

/** @param {string} pathname */
function decoded(pathname) {
  try {
    return decodeURIComponent(pathname).replaceAll('\0', '');
  } catch {
    return pathname;
  }
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {string} file
 * @param {number} status
 */
function send(response, file, status) {
  if (!existsSync(file)) return void response.writeHead(404).end('Not found');
  response.writeHead(status, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
  createReadStream(file)
    .on('error', () => response.destroy())
    .pipe(response);
}
