import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import type { Place } from '../src/lib/server/db/place.ts';

const root = resolve(import.meta.dirname, '..');

/** What a command of ours said, and its exit code. */
export interface Said {
  code: number;
  said: string;
  complained: string;
}

/**
 * Runs a script of `scripts/` on a store, as `npm run` does.
 * @param env what else its environment says
 */
export function command(
  script: string,
  place: Place,
  args: readonly string[] = [],
  env: Record<string, string> = {}
): Promise<Said> {
  const { DATABASE_URL: _url, DATA_DIR: _dir, ORIGIN: _origin, PORT: _port, ...own } = process.env;
  const at =
    'databaseUrl' in place
      ? { DATABASE_URL: place.databaseUrl }
      : { DATA_DIR: 'dataDir' in place ? place.dataDir : '' };
  return new Promise((done) => {
    const child = execFile(
      process.execPath,
      [`scripts/${script}.ts`, ...args],
      { cwd: root, env: { ...own, ...at, ...env } },
      (_error, said, complained) => done({ code: child.exitCode ?? -1, said, complained })
    );
  });
}
