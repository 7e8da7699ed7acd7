import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
  utimesSync
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';

/** A project of the scripts alone, in which builds are made by hand: small ones, that serve as the real one does. */

type Builds = typeof import('../scripts/builds.cjs');

const SCRIPTS = fileURLToPath(new URL('../scripts', import.meta.url));

/** As the adapter's: files are read when they are asked for, and parts of the program when they are needed. */
const HANDLER = `
import { createReadStream } from 'node:fs';
export async function handler({ url }, response) {
  if (url === '/page') return response.end((await import('./page.js')).default);
  response.writeHead(200);
  createReadStream(new URL('./client' + url, import.meta.url)).pipe(response);
}`;

const ends: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

function project() {
  const root = mkdtempSync(join(tmpdir(), 'whose-words-'));
  ends.push(() => rmSync(root, { recursive: true }));
  writeFileSync(join(root, 'package.json'), '{ "type": "module" }');
  for (const name of ['start.js', 'builds.cjs', 'inputs.cjs'])
    cpSync(join(SCRIPTS, name), join(root, 'scripts', name));
  const builds = createRequire(import.meta.url)(join(root, 'scripts/builds.cjs')) as Builds;
  /** Makes a build, as the set-up does. */
  const build = (version: string) => {
    const folder = builds.fresh(version);
    mkdirSync(join(root, folder, 'client'), { recursive: true });
    writeFileSync(join(root, folder, 'handler.js'), HANDLER);
    writeFileSync(join(root, folder, 'page.js'), `export default 'the page of ${version}';`);
    writeFileSync(join(root, folder, 'client/script.js'), `the script of ${version}`);
    builds.settle(folder);
    return folder;
  };
  const versions = () => readdirSync(join(root, 'build')).flatMap((name) => /^(\w+)-/.exec(name)?.[1] ?? []);
  return { root, build, current: builds.current, versions };
}

/** `npm start`, but for the set-up. */
async function start(root: string) {
  const server = spawn(process.execPath, ['scripts/start.js'], {
    cwd: root,
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1' },
    stdio: ['ignore', 'pipe', 'ignore']
  });
  const ended = once(server, 'exit');
  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    server.kill(signal);
    await ended;
  };
  ends.push(() => stop('SIGKILL'));
  const url = await new Promise<string>((found, failed) => {
    let said = '';
    server.stdout.on('data', (chunk) => {
      const line = /http:\/\/[\d.:]+/.exec((said += String(chunk)));
      if (line && said.includes('Ctrl+C')) found(line[0]);
    });
    void ended.then(() => failed(new Error(`the server ended: ${said}`)));
  });
  const get = async (path: string) => (await fetch(url + path)).text();
  return { get, stop };
}

test('a server goes on serving the build that it began with, whatever is built meanwhile', async () => {
  const { root, build } = project();
  build('one');
  const old = await start(root);
  for (const version of ['two', 'three', 'four']) build(version);
  expect(await old.get('/script.js')).toBe('the script of one');
  expect(await old.get('/page')).toBe('the page of one');
  const fresh = await start(root);
  expect(await fresh.get('/script.js')).toBe('the script of four');
});

test('a build stays while it is served, and the last two stay: what else there was goes', async () => {
  const { root, build, versions } = project();
  build('one');
  const server = await start(root);
  for (const version of ['two', 'three', 'four']) build(version);
  expect(versions().sort()).toEqual(['four', 'one', 'three']);
  await server.stop();
  build('five');
  expect(versions().sort()).toEqual(['five', 'four']);
});

test('a build is let go of that a killed server served', async () => {
  const { root, build, versions } = project();
  build('one');
  const server = await start(root);
  await server.stop('SIGKILL');
  for (const version of ['two', 'three']) build(version);
  expect(versions().sort()).toEqual(['three', 'two']);
});

test('what another process may be building stays, and goes when nothing has come of it for an hour', () => {
  const { root, build, versions } = project();
  const half = join(root, 'build/half-1');
  mkdirSync(half, { recursive: true });
  build('one');
  expect(versions().sort()).toEqual(['half', 'one']);
  const hourAgo = Date.now() / 1000 - 3601;
  utimesSync(half, hourAgo, hourAgo);
  build('two');
  expect(versions().sort()).toEqual(['one', 'two']);
});

test('the same version built again lies beside the one before', async () => {
  const { root, build, current } = project();
  const first = build('one');
  await expect.poll(() => build('one')).not.toBe(first);
  expect(current()).not.toBe(first);
  expect(existsSync(join(root, first, 'handler.js'))).toBe(true);
});

test('a file that is gone ends its own answer, and not the server', async () => {
  const { root, build } = project();
  const folder = build('one');
  const server = await start(root);
  rmSync(join(root, folder, 'client/script.js'));
  await expect(server.get('/script.js')).rejects.toThrow();
  expect(await server.get('/page')).toBe('the page of one');
});

test('what is half built is never served', () => {
  const { root, build, current } = project();
  const folder = build('one');
  mkdirSync(join(root, 'build/two-half/client'), { recursive: true });
  expect(current()).toBe(folder);
  rmSync(join(root, folder), { recursive: true });
  expect(current()).toBe(null);
});
