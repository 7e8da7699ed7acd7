import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = resolve(import.meta.dirname, '../..');
const gauge = pathToFileURL(resolve(import.meta.dirname, 'gauge.ts')).href;

/** The built server as a process of its own. */
export interface Server {
  url: string;
  pid: number;
  /** What is left on its heap after a garbage collection: MiB. */
  heap(): Promise<number>;
  /** How long it has kept a processor busy: milliseconds. */
  cpu(): Promise<number>;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
  /** Asks it to end. */
  stop(): Promise<void>;
  /** Whether it still runs. */
  isUp(): boolean;
}

/**
 * Starts the server that `npm run build` made, on a free port.
 * @param env where its store is
 * @throws with what it said, where it does not start
 */
export async function startServer(env: Record<string, string>): Promise<Server> {
  const child = spawn(process.execPath, ['--import', gauge, resolve(root, 'scripts/start.js')], {
    cwd: root,
    env: { ...process.env, HOST: '127.0.0.1', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc']
  });
  const ended = once(child, 'exit');
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await ended;
  };
  const ask = async (what: 'heap' | 'cpu') => {
    child.send(what);
    const [said] = (await once(child, 'message')) as [number];
    return said;
  };
  return {
    url: await addressOf(child),
    pid: child.pid!,
    heap: async () => (await ask('heap')) / 2 ** 20,
    cpu: () => ask('cpu'),
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    isUp: () => child.exitCode === null && child.signalCode === null
  };
}

function addressOf(child: ChildProcess): Promise<string> {
  let said = '';
  return new Promise((found, failed) => {
    const hear = (chunk: unknown) => {
      said += String(chunk);
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
      if (address && said.includes('Ctrl+C')) found(address[0]);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', () => failed(new Error(`The server did not start:\n${said}`)));
  });
}
