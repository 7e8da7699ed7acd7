import { readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { CannotOpen } from './cannot-open.ts';
import { troubleOf } from './trouble.ts';

/**
 * One process at a time uses an embedded database. What keeps the others out is a lock of the operating system on a
 * small file beside it, which goes with the process however it ends; a second file says who holds it.
 */
const LOCK = 'lock.sqlite';
const HOLDER = 'lock.txt';

/**
 * Takes the lock of a folder.
 * @returns what lets it go
 * @throws CannotOpen where another process has it
 */
export function lockFolder(folder: string): () => void {
  const holder = join(folder, HOLDER);
  const lock = new DatabaseSync(join(folder, LOCK));
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (troubleOf(error)?.kind !== 'busy') throw error;
    throw new CannotOpen(
      `The folder ${resolve(folder)} is in use by ${read(holder) || 'another process'}. One server at a time can use an ` +
        'embedded database. Stop the other one, or name another folder with DATA_DIR. Several servers can share a ' +
        'PostgreSQL database (DATABASE_URL).',
      error
    );
  }
  writeFileSync(holder, `process ${process.pid} on ${hostname()}\n`);
  return () => lock.close();
}

function read(holder: string): string {
  try {
    return readFileSync(holder, 'utf8').trim();
  } catch {
    return '';
  }
}
