import type { Kysely } from 'kysely';
import { assignmentsOf } from '../assignments.ts';
import type { Database } from '../db/schema.ts';
import type { Live } from './sessions.ts';

/**
 * The assignments of the class in which the exercises of a session can still be handed in: whoever sees the key in the
 * session knows it there.
 * @returns titles by the id of the session's part; parts that are set nowhere are left out
 */
export async function setToo(
  db: Kysely<Database>,
  { classId, parts }: Live,
  now: number
): Promise<Record<string, string[]>> {
  const open = (await assignmentsOf(db, classId)).filter(
    ({ state, settings }) => state === 'published' && (settings.closes === null || settings.closes > now)
  );
  const found = parts.map(({ id, pack, exercise }) => {
    const name = `${pack}/${exercise}`;
    const holds = open.filter((each) =>
      each.parts.some((part) => `${part.pack}/${part.exercise}` === name || part.standIn === name)
    );
    return [id, holds.map(({ title }) => title || 'Without a title')] as const;
  });
  return Object.fromEntries(found.filter(([, titles]) => titles.length > 0));
}
