import type { Kysely, Transaction } from 'kysely';
import { acceptedOf } from './accepted.ts';
import type { Database, Row } from './db/schema.ts';
import { newId } from './ids.ts';
import { markAnswer, type Marking } from './marking.ts';
import { versionOf } from './versions.ts';

/** Marks that stored answers get: at a check, and when a work is handed in. */

/** An answer whose exercise is not there, or of a type that this program does not know. */
export class CannotMark extends Error {}

/** Marks an answer with its key, and what the instructor accepted besides. */
export async function markStored(
  tx: Transaction<Database>,
  answer: Row<'answer'>,
  now: number,
  why: string
): Promise<void> {
  const marking = await markingOf(tx, answer, answer.version);
  // Only answers that fit their exercise are saved: one that cannot be marked counts as none.
  if (marking) await storeMarking(tx, answer, marking, now, why);
}

/** Keeps what a key made of a stored answer: its score from now on. */
export async function storeMarking(
  tx: Transaction<Database>,
  { id, class_id, work_id, part_id, version }: Row<'answer'>,
  marking: Marking,
  now: number,
  why: string
): Promise<void> {
  await tx
    .insertInto('score')
    .values({
      id: newId(),
      class_id,
      work_id,
      part_id,
      answer_id: id,
      version,
      score: marking.score,
      marked: JSON.stringify(marking.marked),
      created_at: now,
      created_by: null,
      why,
      replaced_at: null
    })
    .execute();
}

/** What a key makes of an answer; `null` where the answer is none to it. */
export async function markingOf(
  db: Kysely<Database>,
  { part_id, answer }: Pick<Row<'answer'>, 'part_id' | 'answer'>,
  version: string
): Promise<Marking | null> {
  const exercise = await versionOf(db, version);
  if (!exercise)
    throw new CannotMark(`the version ${version} of an exercise that was answered is not there.`);
  const marking = markAnswer(exercise, JSON.parse(answer), await acceptedOf(db, part_id, version));
  return 'problems' in marking ? null : marking;
}
