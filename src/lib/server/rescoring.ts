import type { Kysely } from 'kysely';
import { points } from '../scoring/words.ts';
import { Outcome, Plan } from '../classroom/rescoring.ts';
import type { Assignment } from './assignments.ts';
import { audit } from './audit.ts';
import type { Database, Row } from './db/schema.ts';
import { newId } from './ids.ts';
import { markAnswer, type AcceptedReading } from './marking.ts';
import { pin } from './pinned.ts';
import { acceptedIn, isPending, pendingOf, staleMarks, type Present } from './rescoring-pending.ts';
import { versionOf } from './versions.ts';

/**
 * Rescoring, made as a preview: every mark is worked out with the keys and the accepted readings that are to count, and
 * kept beside the marks that count until then. `rescoring-apply.ts` brings it in. `docs/marks.md` has the rules.
 */

type Db = Kysely<Database>;

/** Who does it, when, and why. */
export interface Doing {
  by: string;
  why: string;
  now: number;
}

/**
 * Begins a preview of all that is pending; an older one that was not applied goes. Nothing is worked out yet: `stage`
 * does that.
 * @returns its id, or `null` where nothing is pending
 */
export async function beginPreview(
  db: Db,
  assignment: Assignment,
  present: Present,
  { by, why, now }: Doing
): Promise<string | null> {
  const pending = await pendingOf(db, assignment, present);
  if (!isPending(pending)) return null;
  const stale = await staleMarks(db, assignment).select(['part.id', 'answer.version']).distinct().execute();
  const accepted = await acceptedIn(db, assignment);
  const touched = [...pending.joining, ...pending.leaving];
  const slots = pending.slots.filter(
    ({ part, version, now }) =>
      now === 'key' ||
      touched.some((row) => row.part_id === part.id && row.version === version) ||
      stale.some((row) => row.id === part.id && row.version === version)
  );
  const parts: Plan['parts'] = [];
  for (const { part, version, now: became, present: exercise } of slots) {
    const to = became === 'key' && exercise ? await pin(db, exercise, now) : version;
    parts.push({ part: part.id, from: version, to });
  }
  const plan: Plan = { parts, accepted: planned(accepted, parts) };
  const id = newId();
  await db.transaction().execute(async (tx) => {
    await tx
      .deleteFrom('rescoring')
      .where('assignment_id', '=', assignment.id)
      .where('applied_at', 'is', null)
      .execute();
    await tx
      .insertInto('rescoring')
      .values({
        ...{ id, class_id: assignment.classId, assignment_id: assignment.id, plan: JSON.stringify(plan) },
        ...{ why, created_by: by, created_at: now }
      })
      .execute();
    const detail = `Made the preview of “${assignment.title}”.`;
    await audit(tx, { classId: assignment.classId, actor: by, what: 'rescoring-prepared', detail, at: now });
  });
  return id;
}

/** The accepted readings of a plan's exercises, in an order that two readings of the store share. */
export function planned(accepted: readonly Row<'accepted'>[], parts: Plan['parts']): Plan['accepted'] {
  return accepted
    .filter((row) => parts.some(({ part, from }) => part === row.part_id && from === row.version))
    .map(({ id, leaving }) => ({ id, leaves: leaving === 1 }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** How many marks are worked out at once: between two batches others are served. */
const BATCH = 250;

/**
 * Works the marks of a preview out, from where an earlier try stopped.
 * @param now the clock, for when it is ready
 * @returns whether it is ready; `false` where it was thrown away meanwhile
 */
export async function stage(db: Db, id: string, now: () => number): Promise<boolean> {
  const row = await db.selectFrom('rescoring').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) return false;
  if (row.ready_at !== null) return true;
  const plan = Plan.parse(JSON.parse(row.plan));
  const leaving = new Set(plan.accepted.filter(({ leaves }) => leaves).map((one) => one.id));
  const accepted = (await acceptedIn(db, { id: row.assignment_id, classId: row.class_id })).filter(
    (one) => plan.accepted.some(({ id }) => id === one.id) && !leaving.has(one.id)
  );
  for (const slot of plan.parts) {
    const readings = accepted.filter((one) => one.part_id === slot.part && one.version === slot.from);
    let after: string | null = await reached(db, id, slot);
    while (after !== null) after = await stageBatch(db, row, slot, readings, after);
  }
  return finish(db, id, now());
}

type PlannedPart = Plan['parts'][number];

/** The marks that count of answers to a pinned exercise. */
export const marksOf = (db: Db, { part, from }: Pick<PlannedPart, 'part' | 'from'>) =>
  db
    .selectFrom('score')
    .innerJoin('answer', 'answer.id', 'score.answer_id')
    .where('score.part_id', '=', part)
    .where('answer.version', '=', from)
    .where('score.replaced_at', 'is', null);

/** The last mark that was worked out of a part, in the order of their ids. */
async function reached(db: Db, id: string, { part, to }: PlannedPart): Promise<string> {
  const last = await db
    .selectFrom('rescored')
    .innerJoin('score', 'score.id', 'rescored.score_id')
    .select((row) => row.fn.max('rescored.score_id').as('id'))
    .where('rescored.rescoring_id', '=', id)
    .where('rescored.version', '=', to)
    .where('score.part_id', '=', part)
    .executeTakeFirst();
  return last?.id ?? '';
}

/** @returns the last mark of the batch, or `null` where there was none left */
async function stageBatch(
  db: Db,
  { id, class_id }: Row<'rescoring'>,
  slot: PlannedPart,
  accepted: readonly AcceptedReading[],
  after: string
): Promise<string | null> {
  const pinned = await versionOf(db, slot.to);
  if (!pinned) throw new Error(`The version ${slot.to} of an exercise is not pinned.`);
  const rows = await marksOf(db, slot)
    .where('score.id', '>', after)
    .select(['score.id', 'score.score', 'score.marked', 'answer.answer'])
    .orderBy('score.id')
    .limit(BATCH)
    .execute();
  if (rows.length === 0) return null;
  const staged = rows.map((row) => {
    const marking = markAnswer(pinned, JSON.parse(row.answer), accepted);
    // What cannot be marked stays as it was marked when it could.
    const fresh =
      'problems' in marking ? null : { score: marking.score, marked: JSON.stringify(marking.marked) };
    const same = !fresh || (fresh.score === row.score && fresh.marked === row.marked);
    return {
      ...{ id: newId(), class_id, rescoring_id: id, score_id: row.id, version: slot.to },
      score: same ? null : fresh.score,
      marked: same ? null : fresh.marked
    };
  });
  const stands = await db.transaction().execute(async (tx) => {
    const there = await tx.selectFrom('rescoring').select('id').where('id', '=', id).executeTakeFirst();
    if (there)
      await tx
        .insertInto('rescored')
        .values(staged)
        .onConflict((on) => on.doNothing())
        .execute();
    return there !== undefined;
  });
  // What else the server has to do comes in between.
  await new Promise(setImmediate);
  return stands ? rows.at(-1)!.id : null;
}

/** Counts what changes, and says that the preview is ready. */
async function finish(db: Db, id: string, now: number): Promise<boolean> {
  const rows = await db
    .selectFrom('rescored')
    .innerJoin('score', 'score.id', 'rescored.score_id')
    .where('rescoring_id', '=', id)
    .where('rescored.marked', 'is not', null)
    .select(['score.score as before', 'rescored.score as after'])
    .execute();
  const { count } = await db
    .selectFrom('rescored')
    .where('rescoring_id', '=', id)
    .select((row) => row.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const moves = rows.map(({ before, after }) => points(after ?? before) - points(before));
  const outcome: Outcome = {
    marks: Number(count),
    changed: rows.length,
    up: moves.filter((move) => move > 0).length,
    down: moves.filter((move) => move < 0).length
  };
  const done = await db
    .updateTable('rescoring')
    .set({ ready_at: now, outcome: JSON.stringify(Outcome.parse(outcome)) })
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
  return done !== undefined;
}
