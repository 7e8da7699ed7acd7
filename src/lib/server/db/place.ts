import { join, resolve } from 'node:path';

/** Where the store is: a PostgreSQL server, or a folder that holds the embedded database. */
export type Place = { databaseUrl: string } | { dataDir: string } | { memory: true };

/** The embedded database, in its folder. */
export const FILE = 'whose-words.sqlite';

/** Where the environment says that it is: PostgreSQL with DATABASE_URL, else the folder DATA_DIR (`data`). */
export const placeOf = ({ DATABASE_URL, DATA_DIR }: NodeJS.ProcessEnv): Place =>
  DATABASE_URL ? { databaseUrl: DATABASE_URL } : { dataDir: DATA_DIR || 'data' };

/** A place as people are told of it: without its password. */
export function shownPlace(place: Place): string {
  if ('memory' in place) return 'memory';
  if ('dataDir' in place) return resolve(join(place.dataDir, FILE));
  if (!URL.canParse(place.databaseUrl)) return 'DATABASE_URL';
  const url = new URL(place.databaseUrl);
  url.password = '';
  return url.href;
}
