import type { Kysely, Transaction } from 'kysely';
import { WHOLE_CLASS, type Audience } from '../../classroom/audience.ts';
import { LONGEST } from '../../classroom/draft.ts';
import { dayOf, saidSteps, toldTitle } from '../../classroom/live/naming.ts';
import { saidAudience } from '../../classroom/said.ts';
import { settingsToBeginWith, type Settings } from '../../classroom/settings.ts';
import { withBegun, writeAudience } from '../audiences.ts';
import { audit, type Audited } from '../audit.ts';
import { retried } from '../db/retried.ts';
import type { Database, Row } from '../db/schema.ts';
import { newId } from '../ids.ts';
import type { By } from '../roster.ts';
import { areSame, partsIn, setSince } from './again.ts';
import { missedBy } from './attendance.ts';
import type { Live } from './sessions.ts';

/** What can be made of a session once it is over: an assignment for who missed it, marks (`marks.ts`), or nothing at all. */

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

/** Notes what was made of a session. */
export async function noteMade(tx: Tx, live: Live, assignment: string, what: Made['what'], { by, now }: By) {
  const made = { class_id: live.classId, created_by: by, created_at: now };
  await tx
    .insertInto('live_made')
    .values({ ...made, id: newId(), live_id: live.id, assignment_id: assignment, what })
    .execute();
}

/** A title between two others, as much of it as there is room for. */
export const within = (title: string, head: string, tail: string): string =>
  head + title.slice(0, LONGEST.title - head.length - tail.length) + tail;

/**
 * A draft of the steps that some missed, in the same versions, for those who missed just these. Neither title nor words say
 * whom it is for.
 * @param asked the numbers of the steps, and the drafts that whoever asks knows of: where another one of the same steps was
 *   made since, that is it
 * @param zone of the day that it names
 * @returns its id; a refusal where nobody in the class missed just these
 */
export async function setAgain(
  db: Db,
  live: Live,
  by: By,
  zone: string,
  asked: { steps: readonly number[]; known: readonly string[] }
): Promise<{ id: string } | { refused: string }> {
  const words = `The class did this together, live, on ${dayOf(live.createdAt, zone)}. Here you do it by yourself.`;
  return retried(db, async (tx) => {
    const before = await setSince(tx, live, asked);
    if (before !== null) return { id: before };
    const missed = (await missedBy(tx, live)).find(({ steps }) => areSame(steps, asked.steps));
    if (!missed)
      return {
        refused: 'Nobody in the class missed just these steps any more: there is nobody to set them for.'
      };
    const title = within(live.title, 'To catch up: ', missed.all ? '' : ` (${saidSteps(missed.steps)})`);
    const parts = partsIn(live.parts, missed.steps);
    const { id } = await copied(tx, { ...live, parts }, { title, words, state: 'draft' }, by);
    const learners = missed.learners.map((learner) => learner.id);
    const audience = await setTo(tx, live, id, learners);
    await noteMade(tx, live, id, 'again', by);
    const whom = `for ${saidAudience(audience)}`;
    await note(tx, by, 'assignment-changed', `Began the draft “${title}” from a live session, ${whom}.`);
    return { id };
  });
}

/** Sets what was made of a session to some learners of its class. */
export async function setTo(tx: Tx, { classId }: Live, id: string, learners: string[]): Promise<Audience> {
  const made = { classId, id, audience: WHOLE_CLASS };
  const audience = await withBegun(tx, made, { of: 'chosen', learners });
  await writeAudience(tx, made, audience);
  return audience;
}

/** An assignment of the session's parts, in the versions that it pinned. @param more of its settings @returns its id, and the new ids of the parts */
export async function copied(
  tx: Tx,
  { classId, parts }: Live,
  { title, words, state }: Pick<Row<'assignment'>, 'title' | 'words' | 'state'>,
  { by, now }: By,
  more: Pick<Settings, 'takenOverUntil' | 'leftOutUntil'> = {}
): Promise<{ id: string; parts: Map<string, string> }> {
  const id = newId();
  const made = { class_id: classId, created_by: by, created_at: now, updated_at: now };
  const settings = JSON.stringify({ ...settingsToBeginWith('UTC'), ...more });
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

/** Erases a session with everything that was given in it. Marks that were made of it stay. */
export function eraseLive(db: Db, live: Live, by: By): Promise<void> {
  return retried(db, async (tx) => {
    // Marks that were made of it stay, and nothing says any more that they were: they keep the title that learners read.
    for (const { id, title } of await tx
      .selectFrom('assignment')
      .innerJoin('live_made', 'live_made.assignment_id', 'assignment.id')
      .where('live_made.live_id', '=', live.id)
      .where('live_made.what', 'in', ['first', 'last'])
      .select(['assignment.id', 'assignment.title'])
      .execute())
      await tx
        .updateTable('assignment')
        .set({ title: toldTitle(title) })
        .where('id', '=', id)
        .execute();
    await tx.deleteFrom('assignment').where('id', '=', live.assignmentId).execute();
    await note(tx, by, 'erased', 'A live session with all answers.');
  });
}

/** Notes in the history of the class what was made of a session, or undone. */
export const note = (tx: Tx, { classId, by, now }: By, what: Audited, detail: string) =>
  audit(tx, { classId, actor: by, what, detail, at: now });
