import type { Kysely, Transaction } from 'kysely';
import { WHOLE_CLASS, type Audience } from '../../classroom/audience.ts';
import { LONGEST } from '../../classroom/draft.ts';
import { dayOf } from '../../classroom/live/naming.ts';
import type { Round } from '../../classroom/live/state.ts';
import { saidAudience } from '../../classroom/said.ts';
import { settingsToBeginWith } from '../../classroom/settings.ts';
import { withBegun, writeAudience } from '../audiences.ts';
import { audit, type Audited } from '../audit.ts';
import type { Database, Row } from '../db/schema.ts';
import { newId } from '../ids.ts';
import type { By } from '../roster.ts';
import { markStored } from '../scores.ts';
import { versionOf } from '../versions.ts';
import { liveAnswers, type LiveAnswer } from './answers.ts';
import { missedBy } from './attendance.ts';
import { lockLives } from './locking.ts';
import type { Live } from './sessions.ts';

/** What can be made of a session once it is over: an assignment for who missed it, marks, or nothing at all. */

type Db = Kysely<Database>;
type Tx = Transaction<Database>;

/** What was made of a session, and is still there. */
export interface Made {
  assignment: string;
  title: string;
  state: Row<'assignment'>['state'];
  what: Row<'live_made'>['what'];
  /** The instructor’s name; `null` of an account that is gone. */
  by: string | null;
  at: number;
}

/** What was made of a session, the oldest first. */
export function madeOf(db: Db, live: Pick<Live, 'id'>): Promise<Made[]> {
  return db
    .selectFrom('live_made')
    .innerJoin('assignment', 'assignment.id', 'live_made.assignment_id')
    .leftJoin('user', 'user.id', 'live_made.created_by')
    .where('live_made.live_id', '=', live.id)
    .orderBy('live_made.created_at')
    .orderBy('live_made.id')
    .select(['assignment.id as assignment', 'assignment.title', 'assignment.state'])
    .select(['live_made.what', 'user.name as by', 'live_made.created_at as at'])
    .execute();
}

async function noteMade(tx: Tx, live: Live, assignment: string, what: Made['what'], { by, now }: By) {
  const made = { class_id: live.classId, created_by: by, created_at: now };
  await tx
    .insertInto('live_made')
    .values({ ...made, id: newId(), live_id: live.id, assignment_id: assignment, what })
    .execute();
}

const within = (title: string, head: string, tail: string): string =>
  head + title.slice(0, LONGEST.title - head.length - tail.length) + tail;

/**
 * A draft of the same steps in the same versions, for those who missed it. Neither title nor words say whom it is for.
 * @param zone of the day that it names
 * @returns its id; a refusal where nobody in the class missed it
 */
export async function setAgain(
  db: Db,
  live: Live,
  by: By,
  zone: string
): Promise<{ id: string } | { refused: string }> {
  const missed = (await missedBy(db, live)).map(({ id }) => id);
  if (missed.length === 0) return { refused: 'Nobody in the class missed it: there is nobody to set it to.' };
  const title = within(live.title, 'To catch up: ', '');
  const words = `The class did this together, live, on ${dayOf(live.createdAt, zone)}. Here you do it by yourself.`;
  return db.transaction().execute(async (tx) => {
    const { id } = await copied(tx, live, { title, words, state: 'draft' }, by);
    const audience = await setTo(tx, live, id, missed);
    await noteMade(tx, live, id, 'again', by);
    const whom = `for ${saidAudience(audience)}`;
    await note(tx, by, 'assignment-changed', `Began the draft “${title}” from a live session, ${whom}.`);
    return { id };
  });
}

/** Sets what was made of a session to some learners of its class. */
async function setTo(tx: Tx, { classId }: Live, id: string, learners: string[]): Promise<Audience> {
  const made = { classId, id, audience: WHOLE_CLASS };
  const audience = await withBegun(tx, made, { of: 'chosen', learners });
  await writeAudience(tx, made, audience);
  return audience;
}

/** Whose answers become marks: those given alone, or of each step the last ones. */
export const WHICH = ['first', 'last'] as const;
export type Which = (typeof WHICH)[number];

const TAIL: Record<Which, string> = { first: ' (live, first answers)', last: ' (live, last answers)' };

/** What would be made of a session's answers: what the marks are called, and of how many learners they are. */
export async function marksToMake(
  db: Db,
  live: Live,
  which: Which
): Promise<{ title: string; learners: number }> {
  const answers = chosen(await liveAnswers(db, live), which);
  return {
    title: within(live.title, '', TAIL[which]),
    learners: new Set(answers.map(({ learner }) => learner)).size
  };
}

/**
 * Makes marks of a session's answers: an archived assignment, handed in by everybody who answered, and marked by the same
 * code as any other. What learners gave in the session stays as it is.
 * @returns the id of the assignment; a refusal where it was done before, or nobody answered
 */
export async function intoMarks(
  db: Db,
  live: Live,
  which: Which,
  by: By
): Promise<{ id: string } | { refused: string }> {
  const answers = chosen(await liveAnswers(db, live), which);
  if (answers.length === 0) return { refused: 'Nobody answered: there is nothing to mark.' };
  const title = within(live.title, '', TAIL[which]);
  // What has to be read of the exercises is read before others have to wait.
  await Promise.all(answers.map(({ version }) => versionOf(db, version)));
  return db.transaction().execute(async (tx) => {
    // Two who click at once make them once.
    await lockLives(tx, 'id', live.id);
    const before = (await madeOf(tx, live)).find(({ what }) => what === which);
    if (before) return { refused: `It was done before: see “${before.title}”.` };
    const made = await copied(
      tx,
      live,
      { title, words: '', state: 'archived' },
      { ...by, now: live.createdAt }
    );
    await noteMade(tx, live, made.id, which, by);
    await copyChoices(tx, made.parts);
    const works = new Map<string, string>();
    for (const answer of answers) {
      const work = works.get(answer.learner) ?? (await handedIn(tx, live, made.id, answer.learner, by.now));
      works.set(answer.learner, work);
      const row: Row<'answer'> = {
        ...{ id: newId(), class_id: live.classId, work_id: work, part_id: made.parts.get(answer.part)! },
        ...{ version: answer.version, answer: answer.answer, revision: 1, delivery: newId() },
        ...{ saved_at: answer.savedAt, checked_at: null }
      };
      await tx.insertInto('answer').values(row).execute();
      await markStored(tx, row, by.now, 'Taken over from a live session.');
    }
    await note(tx, by, 'assignment-changed', `Made marks of a live session: “${title}”.`);
    return { id: made.id };
  });
}

/** Of each learner and part one answer. */
function chosen(answers: readonly LiveAnswer[], which: Which): LiveAnswer[] {
  const found = new Map<string, LiveAnswer>();
  const better = (round: Round, than: Round) => (which === 'first' ? round < than : round > than);
  for (const answer of answers) {
    const key = `${answer.learner} ${answer.part}`;
    const held = found.get(key);
    if (!held || better(answer.round, held.round)) found.set(key, answer);
  }
  // What was given only after the class had talked is no first answer.
  return [...found.values()].filter(({ round }) => which === 'last' || round === 1);
}

async function handedIn(
  tx: Tx,
  live: Live,
  assignment: string,
  learner: string,
  now: number
): Promise<string> {
  const id = newId();
  await tx
    .insertInto('work')
    .values({
      ...{ id, class_id: live.classId, assignment_id: assignment, learner_id: learner, number: 1 },
      ...{ kind: 'assigned', started_at: live.createdAt, handed_in_at: live.state.endedAt ?? now },
      ...{ handed_in_by: 'learner', late: 0 }
    })
    .execute();
  return id;
}

/** An assignment of the session's parts, in the versions that it pinned. @returns its id, and the new ids of the parts */
async function copied(
  tx: Tx,
  { classId, parts }: Live,
  { title, words, state }: Pick<Row<'assignment'>, 'title' | 'words' | 'state'>,
  { by, now }: By
): Promise<{ id: string; parts: Map<string, string> }> {
  const id = newId();
  const made = { class_id: classId, created_by: by, created_at: now, updated_at: now };
  const settings = JSON.stringify(settingsToBeginWith('UTC'));
  await tx
    .insertInto('assignment')
    .values({ ...made, id, title, words, state, settings })
    .execute();
  const ids = new Map(parts.map((part) => [part.id, newId()]));
  await tx
    .insertInto('part')
    .values(parts.map((part) => ({ ...part, id: ids.get(part.id)!, assignment_id: id })))
    .execute();
  return { id, parts: ids };
}

/** Who took what stands in for a part did so here as well. */
async function copyChoices(tx: Tx, parts: ReadonlyMap<string, string>): Promise<void> {
  const rows = await tx
    .selectFrom('opt_out')
    .selectAll()
    .where('part_id', 'in', [...parts.keys()])
    .execute();
  for (const row of rows)
    await tx
      .insertInto('opt_out')
      .values({ ...row, part_id: parts.get(row.part_id)! })
      .execute();
}

/** Erases a session with everything that was given in it. Marks that were made of it stay. */
export function eraseLive(db: Db, live: Live, by: By): Promise<void> {
  return db.transaction().execute(async (tx) => {
    await tx.deleteFrom('assignment').where('id', '=', live.assignmentId).execute();
    await note(tx, by, 'erased', 'A live session with all answers.');
  });
}

const note = (tx: Tx, { classId, by, now }: By, what: Audited, detail: string) =>
  audit(tx, { classId, actor: by, what, detail, at: now });
