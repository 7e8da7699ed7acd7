import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Files } from './load.ts';

/** Reads every file of the packs under a folder, byte for byte, for the programs that run outside the server. */
export function readFiles(lessons: string): Files {
  const names = readdirSync(lessons, { recursive: true, withFileTypes: true });
  return new Map(
    names
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(lessons.length + 1).replaceAll('\\', '/'), readFileSync(path, 'utf8')])
  );
}
