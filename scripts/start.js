/**
 * `npm start`: serves the current build over plain http, until it ends, whatever is built meanwhile (`builds.cjs`).
 * HOST and PORT say where; a server behind a proxy that speaks https sets ORIGIN, or PROTOCOL_HEADER and HOST_HEADER
 * (the Node adapter's own settings).
 */
import { createServer } from 'node:http';
import { networkInterfaces } from 'node:os';
import { pathToFileURL } from 'node:url';
import builds from './builds.cjs';
import inputs from './inputs.cjs';

const host = process.env.HOST || '127.0.0.1';
const port = Number(process.env.PORT || 4173);
const build = builds.current();

/** How long open requests may take to end once we are asked to stop. */
const PATIENCE_MS = 3000;

/** The header in which the adapter looks for the protocol, which it otherwise takes to be https. */
const PROTOCOL = 'x-whose-words-protocol';

/**
 * What every answer says: a page, a file, an error. A page that is made for who asks says its whole policy in place of
 * ours (`svelte.config.js`); one made beforehand says it within itself, where nothing can be said of frames.
 */
const GUARDS = {
  'Content-Security-Policy': "frame-ancestors 'none'",
  'X-Frame-Options': 'DENY',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin'
};

if (!Number.isInteger(port) || port < 0 || port > 65535)
  fail(`PORT is ${process.env.PORT}: it has to be a number.`);
if (build === null) fail('There is no build to serve. Run it with `npm start`, which builds first.');
builds.serve(build);

const direct = !process.env.ORIGIN && !process.env.PROTOCOL_HEADER;
if (direct) process.env.PROTOCOL_HEADER = PROTOCOL;

/** The one-time token of the first account, where there is none yet: the app tells it while it starts. */
let first = /** @type {{ token: string, path: string } | null} */ (null);
/** @type {import('node:events').EventEmitter} */
const events = process;
events.once('whose-words:first-token', (told) => (first = told));

/** Handles saves without the app's framework; `false` of every other request. The app hands it over while it starts. */
let handlesSave = /** @type {(...asked: Parameters<import('node:http').RequestListener>) => boolean} */ (
  () => false
);
events.once('whose-words:saves', (handles) => (handlesSave = handles));

/** @type {{ handler: import('node:http').RequestListener }} */
const { handler } = await import(pathToFileURL(`${inputs.root}/${build}/handler.js`).href).catch((error) => {
  // What whoever starts the server can mend is said in words; for all else the error is the news.
  if (error?.name === 'CannotOpen') fail(error.message);
  throw error;
});

const server = createServer((request, response) => {
  if (direct) request.headers[PROTOCOL] = 'http';
  for (const [name, value] of Object.entries(GUARDS)) response.setHeader(name, value);
  if (handlesSave(request, response)) return;
  response.once('pipe', (file) => endWith(file, response));
  handler(request, response);
});

server.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
  const reasons = {
    EADDRINUSE: `Port ${port} is taken, perhaps by another \`npm start\`. Stop that one, or choose: PORT=4174 npm start`,
    EACCES: `Port ${port} is not open to this user. Choose one above 1023: PORT=4173 npm start`,
    EADDRNOTAVAIL: `${host} is not an address of this machine. HOST=0.0.0.0 serves on all of them.`
  };
  fail(reasons[/** @type {keyof typeof reasons} */ (error.code)] ?? String(error));
});

server.listen(port, host, () => {
  const bound = /** @type {import('node:net').AddressInfo} */ (server.address());
  console.log(
    `\nWhose Words? is ready:\n${addresses(bound).join('\n')}\n${firstAccount(bound)}\nCtrl+C stops it.`
  );
});

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.once(signal, () => stop(signal));

// npm hands a signal to the shell between us, which may end without passing it on: then we are an orphan.
if (process.env.npm_lifecycle_event === 'start') {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop('SIGTERM');
  }, 500).unref();
}

/**
 * A file that cannot be read (it is gone, or the disk does not answer) ends its own answer, and not the server: nobody
 * else listens to the errors of what the adapter's file server reads.
 * @param {import('node:stream').Readable} file
 * @param {import('node:http').ServerResponse} response
 */
function endWith(file, response) {
  file.once('error', (error) => {
    console.error(`A file could not be served: ${error.message}`);
    response.destroy();
  });
}

/**
 * Lets requests under way end, then lets the app close what it holds open (Kit's own event for that). Streams of live
 * sessions would never end by themselves: the app is told before.
 * @param {string} signal
 */
function stop(signal) {
  server.close(() => {
    events.emit('sveltekit:shutdown', signal);
    setTimeout(() => process.exit(), PATIENCE_MS).unref();
  });
  events.emit('whose-words:stopping', signal);
  // A connection that was busy then is closed once it is not.
  setInterval(() => server.closeIdleConnections(), 50).unref();
  setTimeout(() => server.closeAllConnections(), PATIENCE_MS).unref();
}

/**
 * How the first account is opened, where there is none.
 * @param {import('node:net').AddressInfo} bound
 */
function firstAccount({ address, port }) {
  if (!first) return '';
  const { token, path } = first;
  const here = address === '0.0.0.0' || address === '::' ? '127.0.0.1' : address;
  const link = `${process.env.ORIGIN || url(here, port)}${path}?code=${token.replaceAll(' ', '')}`;
  return `\nNo instructor has an account yet. This one-time token opens the first, an administrator’s:\n  ${token}\n  ${link}\n`;
}

/**
 * Every address under which the server can be reached: one a line.
 * @param {import('node:net').AddressInfo} bound
 */
function addresses({ address, port }) {
  const everywhere = address === '0.0.0.0' || address === '::';
  if (!everywhere) return [`  ${url(address, port)}`];
  const others = Object.values(networkInterfaces())
    .flatMap((entries) => entries ?? [])
    .filter((entry) => !entry.internal && entry.family === 'IPv4')
    .map((entry) => `  ${url(entry.address, port)}  (for others on this network)`);
  return [`  ${url('127.0.0.1', port)}`, ...others];
}

/**
 * @param {string} address
 * @param {number} port
 */
function url(address, port) {
  return `http://${address.includes(':') ? `[${address}]` : address}:${port}`;
}

/**
 * @param {string} problem
 * @returns {never}
 */
function fail(problem) {
  console.error(`\n${problem}\n`);
  process.exit(1);
}
