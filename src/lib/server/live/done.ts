import type { Kysely } from 'kysely';
import { z } from 'zod';
import { Which, type Refusal } from '../../classroom/saving.ts';
import type { Database } from '../db/schema.ts';
import { newId } from '../ids.ts';
import { putAll, whyUnknown } from '../saving.ts';
import type { Bus } from './bus.ts';
import { livePlaceOf, type LivePlace, type LiveSender } from './saving.ts';

/** A learner says that they are done with a step, or takes it back. */
export const Done = Which.extend({ done: z.boolean() });
export type Done = z.infer<typeof Done>;

export type DoneOutcome = { is: 'done'; done: boolean } | { is: 'refused'; why: Refusal };

/**
 * Notes that a learner is done with an answer that is saved. In the second round, who changed nothing and is done gives
 * the first answer again.
 */
export async function sayDone(
  db: Kysely<Database>,
  bus: Bus,
  sender: LiveSender,
  said: Done,
  now: number
): Promise<DoneOutcome> {
  const place = await livePlaceOf(db, sender, said, now);
  if (!place) return { is: 'refused', why: await whyUnknown(db, sender) };
  if (place.closed) return { is: 'refused', why: place.closed };
  const { done } = said;
  const answer = place.saved?.id ?? (done ? await keepFirst(db, sender, said, place, now) : null);
  if (!answer) return done ? { is: 'refused', why: 'unknown' } : { is: 'done', done };
  const { numUpdatedRows } = await db
    .updateTable('answer')
    .set({ checked_at: done ? now : null })
    .where('id', '=', answer)
    .where('checked_at', done ? 'is' : 'is not', null)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) bus.tell({ live: sender.liveId, answers: [answer] });
  return { is: 'done', done };
}

/** Gives the first answer again. @returns the id of the answer; `null` where there was no first one */
async function keepFirst(
  db: Kysely<Database>,
  { classId }: LiveSender,
  { work, part, version }: Done,
  { learner, round }: LivePlace,
  now: number
): Promise<string | null> {
  if (round !== 2) return null;
  const first = await db
    .selectFrom('answer')
    .innerJoin('work', 'work.id', 'answer.work_id')
    .innerJoin('work as again', 'again.assignment_id', 'work.assignment_id')
    .where('again.id', '=', work)
    .where('work.kind', '=', 'live')
    .where('work.learner_id', '=', learner)
    .where('work.number', '=', 1)
    .where('answer.part_id', '=', part)
    .where('answer.version', '=', version)
    .select('answer.answer')
    .executeTakeFirst();
  if (!first) return null;
  const again = { id: newId(), classId, work, part, version, answer: first.answer, delivery: newId(), now };
  if ((await putAll(db, [again])).has(again.id)) return again.id;
  const other = await db
    .selectFrom('answer')
    .select('id')
    .where('work_id', '=', work)
    .where('part_id', '=', part)
    .where('version', '=', version)
    .executeTakeFirst();
  return other?.id ?? null;
}
