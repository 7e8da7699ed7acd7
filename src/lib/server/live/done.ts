import type { Kysely } from 'kysely';
import { z } from 'zod';
import { Which, type Refusal } from '../../classroom/saving.ts';
import type { Database } from '../db/schema.ts';
import { newId } from '../ids.ts';
import { putAll } from '../saving-writes.ts';
import { whyUnknown } from '../saving.ts';
import type { Bus } from './bus.ts';
import { livePlaceOf, type LivePlace, type LiveSender } from './saving.ts';

/** A learner says that they are done with a step, or takes it back. */
export const Done = Which.extend({
  done: z.boolean(),
  /** The revision of the answer on their device; 0 where none was saved. */
  revision: z.int().nonnegative()
});
export type Done = z.infer<typeof Done>;

/** `newer`: another device of theirs has saved more, which this one has not seen: they are not done with that. */
export type DoneOutcome = { is: 'done'; done: boolean } | { is: 'newer' } | { is: 'refused'; why: Refusal };

/**
 * Notes that a learner is done with an answer that is saved, where it is the one that their device has. In the second
 * round, who changed nothing and is done gives the first answer again.
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
  const { done, revision } = said;
  const kept = done && revision === 0 ? await keepFirst(db, sender, said, place, now) : null;
  if (done && !kept && place.saved && place.saved.revision !== revision) return { is: 'newer' };
  const answer = kept ?? place.saved?.id;
  if (!answer) return done ? { is: 'refused', why: 'unknown' } : { is: 'done', done };
  let update = db
    .updateTable('answer')
    .set({ checked_at: done ? now : null })
    .where('id', '=', answer)
    .where('checked_at', done ? 'is' : 'is not', null);
  if (done) update = update.where('revision', '=', kept ? 1 : revision);
  const { numUpdatedRows } = await update.executeTakeFirst();
  if (numUpdatedRows > 0n) bus.tell({ live: sender.liveId, answers: [answer] });
  else if (done && !(await isDone(db, answer))) return { is: 'newer' };
  return { is: 'done', done };
}

/** Whether a learner is done with an answer: who was already need not say so again. */
async function isDone(db: Kysely<Database>, answer: string): Promise<boolean> {
  const row = await db.selectFrom('answer').select('checked_at').where('id', '=', answer).executeTakeFirst();
  return row?.checked_at != null;
}

/** Gives the first answer again, once. @returns the id of the answer; `null` where there was no first one, or another second one is there */
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
    .where('revision', '=', 1)
    .where('answer', '=', first.answer)
    .executeTakeFirst();
  return other?.id ?? null;
}
