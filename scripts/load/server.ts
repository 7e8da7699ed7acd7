import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** The built server as a process of its own. */
export interface Server {
  url: string;
  /** Resident memory in MiB; `null` where the system does not tell. */
  memory(): number | null;
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
  const child = spawn(process.execPath, [resolve(root, 'scripts/start.js')], {
    cwd: root,
    env: { ...process.env, HOST: '127.0.0.1', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe']
  });
  const ended = once(child, 'exit');
  return {
    url: await addressOf(child),
    memory: () => memoryOf(child.pid!),
    isUp: () => child.exitCode === null && child.signalCode === null,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
    }
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

function memoryOf(pid: number): number | null {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? null : Math.round(Number(kilobytes) / 1024);
  } catch {
    return null;
  }
}
