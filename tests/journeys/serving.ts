import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** This machine's address on the local network; `undefined` where it has none. */
export const address = Object.values(networkInterfaces())
  .flatMap((entries) => entries ?? [])
  .find((entry) => entry.family === 'IPv4' && !entry.internal)?.address;

/** A server of a journey's own. */
export interface Serving {
  url: string;
  /** Where it keeps its data. */
  dataDir: string;
  /** What it has printed. */
  said: () => string;
  stop: () => Promise<void>;
  /** Ends it as a power cut does: nothing is brought to an end before. What it kept stays. */
  kill: () => Promise<void>;
}

const HERE = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Starts the built server for the whole network, on a port that is free and without any account.
 * @param env further settings
 * @param host which of its addresses is meant
 * @param project the folder of the project whose current build it serves
 */
export async function serve(
  env: Record<string, string> = {},
  host = '127.0.0.1',
  project = HERE
): Promise<Serving> {
  const dataDir = mkdtempSync(join(tmpdir(), 'whose-words-'));
  const server = spawn(process.execPath, ['scripts/start.js'], {
    cwd: project,
    env: { ...process.env, HOST: '0.0.0.0', PORT: '0', DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'inherit']
  });
  const ended = new Promise((done) => server.once('exit', done));
  let said = '';
  const url = await new Promise<string>((found, failed) => {
    server.stdout.on('data', (chunk) => {
      said += String(chunk);
      const line = new RegExp(`http://${host}:\\d+`).exec(said);
      if (line && said.includes('Ctrl+C')) found(`${line[0]}/`);
    });
    void ended.then(() => failed(new Error(`the server ended: ${said}`)));
  });
  return {
    ...{ url, dataDir, said: () => said },
    async stop() {
      server.kill();
      await ended;
      rmSync(dataDir, { recursive: true });
    },
    async kill() {
      server.kill('SIGKILL');
      await ended;
    }
  };
}
