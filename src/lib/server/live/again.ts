import type { Kysely, Transaction } from 'kysely';
import { z } from 'zod';
import { blocksOf } from '../../classroom/draft.ts';
import type { Database, Row } from '../db/schema.ts';
import { lockLives } from './locking.ts';
import type { Live } from './sessions.ts';

/** The drafts that are made of a session for those who missed it, or some of its steps. */

type Db = Kysely<Database>;

/** What a form sends as “1 3”; empty where there is nothing. */
const Spaced = z.string().transform((text) => text.split(' ').filter(Boolean));

/** The form that asks for a draft: the zone of whoever asks, the drafts that they know of, and the steps by their numbers. */
export const Again = z.object({
  zone: z.string(),
  known: Spaced,
  steps: Spaced.pipe(z.array(z.coerce.number<string>().int().positive()).min(1))
});

/** Each with the steps of the session that are in it now, by their numbers and in their order; the oldest first. */
export async function againOf(
  db: Db,
  { id, parts }: Pick<Live, 'id' | 'parts'>
): Promise<Map<string, number[]>> {
  const rows = await db
    .selectFrom('live_made')
    .leftJoin('part', 'part.assignment_id', 'live_made.assignment_id')
    .where('live_made.live_id', '=', id)
    .where('live_made.what', '=', 'again')
    .orderBy('live_made.created_at')
    .orderBy('live_made.id')
    .select(['live_made.assignment_id as assignment', 'part.pack', 'part.exercise'])
    .execute();
  return new Map(
    [...Map.groupBy(rows, ({ assignment }) => assignment)].map(([assignment, own]) => [
      assignment,
      parts.flatMap(({ pack, exercise }, i) =>
        own.some((one) => one.pack === pack && one.exercise === exercise) ? [i + 1] : []
      )
    ])
  );
}

/**
 * The draft that was made of the same steps since whoever asks has looked: who presses twice, or beside a colleague, makes
 * one. Until the transaction ends nobody else makes any.
 * @param known the drafts that they know of
 * @returns the id of the last one, or `null` where they know of all
 */
export async function setSince(
  tx: Transaction<Database>,
  live: Pick<Live, 'id' | 'parts'>,
  { steps, known }: { steps: readonly number[]; known: readonly string[] }
): Promise<string | null> {
  await lockLives(tx, 'id', live.id);
  const made = [...(await againOf(tx, live))].filter(
    ([id, own]) => areSame(own, steps) && !known.includes(id)
  );
  return made.at(-1)?.[0] ?? null;
}

/** Whether two lists name the same steps, in their order. */
export const areSame = (a: readonly number[], b: readonly number[]): boolean => a.join(' ') === b.join(' ');

/**
 * Some steps of a session as parts of their own, in their order.
 * @param steps by their numbers
 * @returns of a lesson of which a step is left out, its exercises one by one: as a lesson it would have all of them
 */
export function partsIn(parts: readonly Row<'part'>[], steps: readonly number[]): Row<'part'>[] {
  const chosen = new Set(steps.map((number) => parts[number - 1]));
  return blocksOf(parts)
    .flatMap((block) => {
      const kept = block.filter((part) => chosen.has(part));
      return kept.length === block.length ? kept : kept.map((part) => ({ ...part, lesson: null }));
    })
    .map((part, position) => ({ ...part, position }));
}
