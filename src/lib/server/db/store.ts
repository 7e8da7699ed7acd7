import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, sql } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import { CannotOpen } from './cannot-open.ts';
import { hold } from './holding.ts';
import { lockFolder } from './lock.ts';
import { migrations } from './migrations.ts';
import { FILE, shownPlace, type Place } from './place.ts';
import { postgresDialect } from './postgres.ts';
import type { Database } from './schema.ts';
import { openSqlite, sqliteDialect } from './sqlite.ts';
import { troubleOf, type Trouble } from './trouble.ts';

export type Engine = 'sqlite' | 'postgres';

/** An open store: one schema on either engine. */
export interface Store {
  readonly db: Kysely<Database>;
  readonly engine: Engine;
  close(): Promise<void>;
}

export interface Opening {
  /** What queries throw where there is trouble with the database, and no mistake; left out, the trouble itself. */
  thrown?: (trouble: Trouble) => unknown;
  /** Who has it in use, where that has to be told: a server beside others, or a restore alone. */
  hold?: 'beside' | 'alone';
  /** The steps to bring it to; left out, all that this program knows. */
  steps?: Record<string, Migration>;
}

/**
 * Opens the store and brings its tables up to this program's.
 * @throws CannotOpen where the place cannot be opened, or holds a database that is newer than the program
 */
export async function openStore(place: Place, opening: Opening = {}): Promise<Store> {
  const { thrown = (trouble) => trouble, steps = migrations } = opening;
  let store: Store | null = null;
  let open = false;
  try {
    store = connect(place, (trouble) => (open ? thrown(trouble) : trouble), 'owner');
    if (opening.hold && 'databaseUrl' in place)
      store = heldBy(store, await hold(place.databaseUrl, opening.hold));
    await migrate(store, steps);
    open = true;
    return store;
  } catch (error) {
    await store?.close();
    throw error instanceof CannotOpen ? error : (cannotOpen(place, error) ?? error);
  }
}

/** The store, which is let go once it is closed. */
const heldBy = (store: Store, letGo: () => Promise<void>): Store => ({
  ...store,
  close: () => store.close().finally(letGo)
});

function connect(
  place: Place,
  thrown: (trouble: Trouble) => unknown,
  as: 'owner' | 'guest' | 'reader'
): Store {
  if ('databaseUrl' in place) {
    if (!/^postgres(ql)?:\/\/./.test(place.databaseUrl) || !URL.canParse(place.databaseUrl))
      throw new CannotOpen(
        'DATABASE_URL has to be an address such as postgres://user:password@host:5432/database.'
      );
    const db = new Kysely<Database>({ dialect: postgresDialect(place.databaseUrl, thrown) });
    return { db, engine: 'postgres', close: () => db.destroy() };
  }
  const isOwner = as === 'owner' && 'dataDir' in place;
  if (isOwner) mkdirSync(place.dataDir, { recursive: true, mode: 0o700 });
  const unlock = isOwner ? lockFolder(place.dataDir) : () => {};
  try {
    const database = openSqlite('dataDir' in place ? join(place.dataDir, FILE) : ':memory:', as === 'reader');
    const db = new Kysely<Database>({ dialect: sqliteDialect(database, thrown) });
    return { db, engine: 'sqlite', close: () => db.destroy().finally(unlock) };
  } catch (error) {
    unlock();
    throw error;
  }
}

/**
 * Opens a store as it is, beside a server that uses it, too: to read it, or for a short change.
 * @throws CannotOpen where no server has made one there yet, or where it is newer than the program
 */
export async function openBeside(place: Place, as: 'reader' | 'guest'): Promise<Store> {
  if ('dataDir' in place && !existsSync(join(place.dataDir, FILE)))
    throw new CannotOpen(
      `There is no database ${shownPlace(place)}. Start the server first, or name its folder with DATA_DIR.`
    );
  const store = connect(place, (trouble) => trouble, as);
  try {
    const steps = await stepsOf(store.db).catch((error: unknown) => {
      if (troubleOf(error)) throw error;
      return [];
    });
    if (steps.length === 0)
      throw new CannotOpen(`Nothing is stored in ${shownPlace(place)} yet. Start the server first.`);
    refuseNewer(steps, migrations);
    return store;
  } catch (error) {
    await store.close();
    throw error instanceof CannotOpen ? error : (cannotOpen(place, error) ?? error);
  }
}

/** Each engine lets one process at a time do this; the others wait, and find it done. */
export async function migrate(
  { db, engine }: Omit<Store, 'close'>,
  steps: Record<string, Migration>
): Promise<void> {
  const provider = { getMigrations: () => Promise.resolve(engine === 'sqlite' ? checked(steps) : steps) };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (!error) return;
  refuseNewer(await stepsOf(db).catch(() => []), steps);
  throw error;
}

/** @throws CannotOpen where a database went through steps that the program does not know */
export function refuseNewer(done: string[], steps: Record<string, Migration>): void {
  const newer = done.filter((name) => !(name in steps));
  if (newer.length > 0)
    throw new CannotOpen(
      `This database is newer than this program: it went through ${newer.join(', ')}, which the program does not know. ` +
        'Use the newer program, or a backup from before it. Nothing was changed.'
    );
}

/** The steps with a look at the references after each: where one leads nowhere, nothing of it is done. */
function checked(steps: Record<string, Migration>): Record<string, Migration> {
  return Object.fromEntries(
    Object.entries(steps).map(([name, { up }]) => [
      name,
      {
        async up(db: Kysely<unknown>) {
          await up(db);
          const { rows } = await sql<{ table: string }>`PRAGMA foreign_key_check`.execute(db);
          if (rows[0])
            throw new Error(`After ${name}, rows of ${rows[0].table} refer to rows that are not there.`);
        }
      }
    ])
  );
}

/** Names of the steps that a database went through. */
export async function stepsOf(db: Kysely<Database>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`SELECT name FROM kysely_migration ORDER BY name`.execute(db);
  return rows.map(({ name }) => name);
}

/** In words for whoever starts the server, where the place is the reason. */
function cannotOpen(place: Place, error: unknown): CannotOpen | null {
  const denied = error instanceof Error && 'syscall' in error && 'dataDir' in place;
  const cause = denied ? error : troubleOf(error)?.cause;
  if (!(cause instanceof Error)) return null;
  if ('databaseUrl' in place)
    return new CannotOpen(
      `The PostgreSQL database of DATABASE_URL (${shownPlace(place)}) cannot be opened: ${reason(cause)}. ` +
        'Does the server run, does the database exist, and may this user use it?',
      cause
    );
  return new CannotOpen(
    `The database ${shownPlace(place)} cannot be opened: ${reason(cause)}. ` +
      'May this user write to the folder (DATA_DIR), and is there room on the disk?',
    cause
  );
}

/** A refused connection to several addresses has no message of its own. */
const reason = (error: Error): string => error.message || String('code' in error ? error.code : error.name);
