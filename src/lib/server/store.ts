import { building } from '$app/environment';
import { openStore, type Place, type Store } from './db/store.ts';

let opened: Promise<Store> | null = null;

/** The store of this server: PostgreSQL with DATABASE_URL, else the embedded database under DATA_DIR (`data`). */
export function store(): Promise<Store> {
  if (building)
    throw new Error('Pages that are made at build time know no class: nothing of them may ask the store.');
  return (opened ??= openStore(place()));
}

function place(): Place {
  const { DATABASE_URL, DATA_DIR } = process.env;
  return DATABASE_URL ? { databaseUrl: DATABASE_URL } : { dataDir: DATA_DIR || 'data' };
}
