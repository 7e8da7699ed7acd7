import type { Kysely, Transaction } from 'kysely';
import { standing, type Extension, type Terms } from '../classroom/phase.ts';
import { audit } from './audit.ts';
import type { Database, Row } from './db/schema.ts';
import { timesOf, type Whose } from './work-rows.ts';
import { readOwn } from './works.ts';

/**
 * Gives one learner more time. A work that the time had handed in goes on where it stopped, unless keys were shown
 * after it; what the learner handed in stays handed in.
 * @param more.until takes the place of due and closing time where those are earlier; `null` leaves them
 */
export async function extend(
  db: Kysely<Database>,
  whose: Whose,
  more: Extension,
  by: string,
  now: number
): Promise<void> {
  const { classId, assignmentId, learnerId } = whose;
  await db.transaction().execute(async (tx) => {
    const row = { ...more, created_by: by, created_at: now };
    await tx
      .insertInto('extension')
      .values({ class_id: classId, assignment_id: assignmentId, learner_id: learnerId, ...row })
      .onConflict((on) => on.columns(['assignment_id', 'learner_id']).doUpdateSet(row))
      .execute();
    const own = await readOwn(tx, whose);
    const last = own?.works.at(-1);
    if (own && last?.handed_in_by === 'time' && last.revealed_at === null)
      await goOn(tx, own.terms, last, now);
    await audit(tx, {
      ...{ classId, actor: by, at: now, about: learnerId },
      ...{ what: 'assignment-changed', detail: 'Gave a learner more time.' }
    });
  });
}

/** Takes back that the time handed a work in, where it has more time now. */
async function goOn(tx: Transaction<Database>, terms: Terms, work: Row<'work'>, now: number): Promise<void> {
  if (standing(terms, { ...timesOf(work), handedInAt: null }, now) !== 'running') return;
  await tx
    .updateTable('work')
    .set({ handed_in_at: null, handed_in_by: null, late: 0 })
    .where('id', '=', work.id)
    .execute();
  const checked = tx
    .selectFrom('answer')
    .select('id')
    .where('work_id', '=', work.id)
    .where('checked_at', 'is not', null);
  await tx
    .updateTable('score')
    .set({ replaced_at: now })
    .where('work_id', '=', work.id)
    .where('replaced_at', 'is', null)
    .where('answer_id', 'not in', checked)
    .execute();
}
