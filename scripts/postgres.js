/**
 * A PostgreSQL server of our own, for tests and measurements: on a free port, in a temporary folder, stopped and
 * removed when whoever started it stops it or is gone, however it went. `POSTGRES_BIN` names the folder of the
 * programs to use, and goes before all others.
 */
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/**
 * @typedef {object} Postgres a server that runs
 * @property {string} url of its database `postgres`, with all rights
 * @property {() => Promise<void>} halt stops it as an administrator would; its data stay
 * @property {() => Promise<void>} crash kills it as a power cut would; its data stay
 * @property {() => Promise<void>} resume starts it again, at the same address
 * @property {() => Promise<void>} remove stops it and removes all that it left
 */

const DEBIAN = '/usr/lib/postgresql';

/** Where PostgreSQL's programs are, or `null`. */
export function findPostgres() {
  const named = process.env.POSTGRES_BIN;
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const asked = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' });
  const places = named
    ? [named]
    : [...versions.map((version) => join(DEBIAN, version, 'bin')), asked.stdout?.trim() ?? ''];
  return places.find((place) => place && existsSync(join(place, 'initdb'))) ?? null;
}

/** PostgreSQL, installed from Debian's packages where it is missing and we may; otherwise says what to install. */
export function readyPostgres() {
  const found = findPostgres();
  if (found) return found;
  if (process.env.POSTGRES_BIN)
    throw new Error(`POSTGRES_BIN is ${process.env.POSTGRES_BIN}: there is no PostgreSQL server in it.`);
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) installOnDebian();
  const installed = findPostgres();
  if (installed) return installed;
  throw new Error(
    'The tests of the server need PostgreSQL, which they start and stop by themselves. Install it (Debian and ' +
      'Ubuntu: `sudo apt-get install postgresql`), or set POSTGRES_BIN to the folder of its programs.'
  );
}

function installOnDebian() {
  console.log('Installing PostgreSQL from Debian’s packages, for the tests of the server …');
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'postgresql']]) {
    const run = spawnSync('apt-get', ['-q', ...args], {
      encoding: 'utf8',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    });
    if (run.status !== 0) throw new Error(`apt-get ${args[0]} failed:\n${run.stdout}${run.stderr}`);
  }
}

/**
 * Starts a server with an empty folder.
 * @param {{ durable: boolean }} wanted whether what it acknowledges is synced to the disk; tests go faster without
 * @returns {Promise<Postgres>}
 */
export async function startPostgres({ durable }) {
  const bin = readyPostgres();
  const folder = mkdtempSync(join(tmpdir(), 'whose-words-pg-'));
  const password = randomBytes(12).toString('hex');
  const port = await freePort();
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: folder,
    max_connections: 300,
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' })
  };
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}='${value}'`);
  const keeper = spawnKeeper(folder, {
    BIN: bin,
    DATA: folder,
    PASSWORD: password,
    OPTIONS: options.join(' ')
  });
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  try {
    await keeper.order('start');
  } catch (error) {
    await keeper.end();
    throw error;
  }
  return {
    url,
    halt: () => keeper.order('halt'),
    crash: () => keeper.order('crash'),
    resume: () => keeper.order('start'),
    remove: keeper.end
  };
}

/**
 * Who starts and stops the server: a shell that reads orders and answers each. When the orders end, because we asked
 * or because we are gone, it stops the server and removes the folder.
 */
const KEEPER = `
log="$DATA/log"
stop() { "$BIN/pg_ctl" -D "$DATA/data" -w -m "$1" stop >>"$log" 2>&1; }
trap '' INT TERM HUP
printf %s "$PASSWORD" >"$DATA/password"
"$BIN/initdb" -D "$DATA/data" -U postgres --pwfile="$DATA/password" --auth=scram-sha-256 \\
  --encoding=UTF8 --locale=C --no-sync >"$log" 2>&1
while read -r order; do
  case $order in
    start) "$BIN/pg_ctl" -D "$DATA/data" -w -t 60 -l "$log" -o "$OPTIONS" start </dev/null >/dev/null 2>&1 ;;
    halt) stop fast ;;
    crash) kill -9 $(head -n 1 "$DATA/data/postmaster.pid"); stop immediate; true ;;
  esac && echo done || echo failed
done
stop immediate
rm -rf "$DATA"
`;

/**
 * @param {string} folder
 * @param {Record<string, string>} env
 */
function spawnKeeper(folder, env) {
  // PostgreSQL refuses to run as root; Debian's package comes with a user for it.
  const asRoot = process.getuid?.() === 0;
  const command = ['sh', '-c', KEEPER];
  if (asRoot) {
    spawnSync('chown', ['postgres', folder]);
    command.unshift('setpriv', '--reuid=postgres', '--regid=postgres', '--init-groups');
  }
  const [program = '', ...args] = command;
  const child = spawn(program, args, {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', ...env },
    // Not in our group: what stops us at a terminal must not stop the keeper before it has cleaned up.
    detached: true,
    stdio: ['pipe', 'pipe', 'ignore']
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    /** @param {'start' | 'halt' | 'crash'} order */
    async order(order) {
      child.stdin.write(`${order}\n`);
      const { value } = await answers.next();
      if (value === 'done') return;
      const log = join(folder, 'log');
      throw new Error(`PostgreSQL: ${order} failed.\n${existsSync(log) ? readFileSync(log, 'utf8') : ''}`);
    },
    async end() {
      child.stdin.end();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    }
  };
}

/** @returns {Promise<number>} a port that nobody uses just now */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (probe.address());
      probe.close(() => resolve(port));
    });
  });
}
