import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type pg from 'pg';

/** How often a statement is asked before it is kept ready. */
const OFTEN = 10;

/** How many are kept ready, by each connection: PostgreSQL has their plans in its memory. */
const READY = 50;

/** How many statements are counted at once: with lists of every length there is no end of them. */
const COUNTED = 1000;

/**
 * A pool whose connections keep the statements ready that are asked often: parsing and planning them takes PostgreSQL
 * longer than most of them do.
 */
export function prepared(pool: pg.Pool): PostgresPool {
  const nameOf = namer();
  const known = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  const wrapped = (client: pg.PoolClient): PostgresPoolClient => {
    const query = (text: string, values: unknown[]) => client.query({ name: nameOf(text), text, values });
    return {
      // Kysely asks for a cursor only where it was given one to open.
      query: query as unknown as PostgresPoolClient['query'],
      release: (destroy) => client.release(destroy)
    };
  };
  return {
    options: pool.options,
    async connect() {
      const client = await pool.connect();
      const found = known.get(client) ?? wrapped(client);
      known.set(client, found);
      return found;
    },
    end: () => pool.end()
  };
}

/** Gives a statement its name, once it was asked often. */
function namer(): (text: string) => string | undefined {
  const names = new Map<string, string>();
  const asked = new Map<string, number>();
  return (text) => {
    const name = names.get(text);
    if (name || names.size === READY) return name;
    const times = (asked.get(text) ?? 0) + 1;
    if (asked.size === COUNTED) asked.clear();
    asked.set(text, times);
    if (times === OFTEN) names.set(text, `often ${names.size + 1}`);
    return undefined;
  };
}
