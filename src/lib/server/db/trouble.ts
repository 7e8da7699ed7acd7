import type { DatabaseConnection, Driver } from 'kysely';

/**
 * What may befall a database that is no mistake of the program: each kind has its words, and pages answer it calmly.
 * `unfit` is a text that PostgreSQL cannot hold (U+0000, half a surrogate pair); it is refused on either engine alike.
 */
export type TroubleKind = 'unreachable' | 'full' | 'busy' | 'unfit';

const WORDS: Record<TroubleKind, string> = {
  unreachable:
    'The database cannot be reached just now. What you sent is not saved yet: try again in a moment. What was saved before is safe.',
  full: 'The server’s disk is full. What you sent is not saved yet: it can be sent again when there is room. What was saved before is safe.',
  busy: 'The database is busy just now. What you sent is not saved yet: try again in a moment. What was saved before is safe.',
  unfit: 'There is a character in it that cannot be stored. Take it out and send it again.'
};

/** Trouble with the database, in words for whoever waits for it; `cause` is the driver's own error. */
export class Trouble extends Error {
  readonly kind: TroubleKind;
  constructor(kind: TroubleKind, cause?: unknown) {
    super(WORDS[kind], { cause });
    this.name = 'Trouble';
    this.kind = kind;
  }
}

/** SQLite's primary result codes. */
const SQLITE: Record<number, TroubleKind> = {
  5: 'busy',
  6: 'busy',
  8: 'unreachable', // may only be read
  10: 'unreachable', // the disk does not answer
  11: 'unreachable', // malformed
  13: 'full',
  14: 'unreachable', // cannot be opened
  26: 'unreachable' // no database
};

/** PostgreSQL's SQLSTATE, by its beginning: the longest that fits counts. */
const POSTGRES: Record<string, TroubleKind> = {
  '08': 'unreachable', // no connection
  '25006': 'unreachable', // may only be read: a stand-by server
  '25P03': 'busy', // a transaction lay idle too long
  '28': 'unreachable', // not let in
  '3D000': 'unreachable', // no such database
  '40': 'busy', // lost against another transaction
  '53': 'busy', // out of connections or memory
  '53100': 'full',
  '55P03': 'busy', // a lock was not free
  '57': 'unreachable', // shutting down or starting
  '57014': 'busy', // told to cancel
  '58': 'unreachable' // the disk does not answer
};

/** The network's, as Node names them. */
const NETWORK = new Set([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT'
]);

/** What `pg` says in words alone when a connection is gone, or none came free in time. */
const LOST =
  /^(Connection terminated|Client has encountered a connection error|Postgres connection has been)/;
const WAITED = /^timeout exceeded when trying to connect/;

/** Tells trouble from mistakes: `null` for every error that is not the database's own. */
export function troubleOf(error: unknown): Trouble | null {
  if (error instanceof Trouble) return error;
  const kind = error instanceof Error ? kindOf(error) : null;
  return kind && new Trouble(kind, error);
}

function kindOf(error: Error): TroubleKind | null {
  if ('errcode' in error && typeof error.errcode === 'number') return SQLITE[error.errcode & 0xff] ?? null;
  if (LOST.test(error.message)) return 'unreachable';
  if (WAITED.test(error.message)) return 'busy';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (NETWORK.has(code)) return 'unreachable';
  return POSTGRES[code] ?? (/^[0-9A-Z]{5}$/.test(code) ? POSTGRES[code.slice(0, 2)] : null) ?? null;
}

/**
 * SQLSTATE of a transaction that was stopped for another's sake: each of two waited for the other, or what it had read was
 * changed. Nothing of it is done.
 */
const STOPPED = ['40001', '40P01'];

/** What was thrown for such a transaction: it may be another error than the driver's own. */
const stopped = new WeakSet<object>();

/** Whether an error says that a transaction was stopped for another's sake: the same one again may well be done. */
export const wasStopped = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && stopped.has(error);

/** Text that both engines keep as it is. */
const fits = (value: unknown): boolean =>
  typeof value !== 'string' || (value.isWellFormed() && !value.includes('\0'));

/**
 * Makes a driver throw trouble where there is some.
 * @param thrown what is thrown for it: the trouble itself, or what a web framework makes a page of
 */
export function watched(driver: Driver, thrown: (trouble: Trouble) => unknown): Driver {
  const translated = (error: unknown): unknown => {
    const trouble = troubleOf(error);
    if (!trouble) return error;
    const instead = thrown(trouble);
    const { cause } = trouble;
    const code = cause instanceof Error && 'code' in cause ? cause.code : null;
    if (STOPPED.some((each) => each === code) && instead instanceof Object) stopped.add(instead);
    return instead;
  };
  const acquire = driver.acquireConnection.bind(driver);
  const known = new WeakSet<DatabaseConnection>();
  driver.acquireConnection = async (options) => {
    const connection = await acquire(options).catch((error: unknown) => {
      throw translated(error);
    });
    if (known.has(connection)) return connection;
    known.add(connection);
    const execute = connection.executeQuery.bind(connection);
    connection.executeQuery = async (query, settings) => {
      if (!query.parameters.every(fits)) throw thrown(new Trouble('unfit'));
      try {
        return await execute(query, settings);
      } catch (error) {
        throw translated(error);
      }
    };
    return connection;
  };
  return driver;
}
