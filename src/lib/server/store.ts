import { error } from '@sveltejs/kit';
import type { EventEmitter } from 'node:events';
import { building } from '$app/environment';
import { placeOf } from './db/place.ts';
import { openStore, type Store } from './db/store.ts';
import type { Trouble, TroubleKind } from './db/trouble.ts';

let opened: Promise<Store> | null = null;

/** Where the store is remembered beyond this module, which development loads anew whenever its code changes. */
const kept = globalThis as { whoseWordsStore?: Promise<Store> };

/** The store of this server: PostgreSQL with DATABASE_URL, else the embedded database under DATA_DIR (`data`). */
export function store(): Promise<Store> {
  if (building)
    throw new Error('Pages that are made at build time know no class: nothing of them may ask the store.');
  return (opened ??= kept.whoseWordsStore = open(kept.whoseWordsStore));
}

async function open(before: Promise<Store> | undefined): Promise<Store> {
  await before?.then((store) => store.close());
  const opened = await openStore(placeOf(process.env), { thrown: answered, hold: 'beside' });
  const server: EventEmitter = process;
  server.once('sveltekit:shutdown', () => void opened.close());
  return opened;
}

const STATUS: Record<TroubleKind, number> = { unreachable: 503, full: 503, busy: 503, unfit: 400 };

/** Trouble with the database as SvelteKit's own error: pages, actions and endpoints answer with its words. */
function answered(trouble: Trouble): unknown {
  // Not the error itself: a driver's holds the whole connection, with its password.
  if (trouble.cause instanceof Error)
    console.error(`The database: ${trouble.kind}: ${trouble.cause.message}`);
  try {
    error(STATUS[trouble.kind], trouble.message);
  } catch (httpError) {
    return httpError;
  }
}
