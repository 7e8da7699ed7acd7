import type { Kysely, Transaction } from 'kysely';
import { MADE_OF } from '../../classroom/live/naming.ts';
import type { Round } from '../../classroom/live/state.ts';
import { NOBODY_MARKED, partPoints, shownMark, workMark } from '../../classroom/marks.ts';
import { leftOpen } from '../../exercises/parts/account.ts';
import { saidHalf } from '../../exercises/parts/half.ts';
import { retried } from '../db/retried.ts';
import type { Database, Row } from '../db/schema.ts';
import { newId } from '../ids.ts';
import { markAnswer, type Marking } from '../marking.ts';
import type { By } from '../roster.ts';
import { storeMarking } from '../scores.ts';
import { versionOf } from '../versions.ts';
import { copied, madeOf, note, noteMade, setTo, within } from './afterwards.ts';
import { liveAnswers, type LiveAnswer } from './answers.ts';
import { lockLives } from './locking.ts';
import type { Live } from './sessions.ts';
import { asksOf, listedSteps } from './shown.ts';

/** Marks of a session that is over: what they would be, and how they are made. `taking-back.ts` takes them back. */

type Db = Kysely<Database>;
type Tx = Transaction<Database>;

/** Whose answers become marks: those given alone, or of each step the last ones. */
export const WHICH = ['first', 'last'] as const;
export type Which = (typeof WHICH)[number];

/**
 * What becomes of a step in which a learner gave nothing, or too little for points: it is left out of their mark, or counts
 * 0. A session does not know who was there for a step and gave nothing, and who had not come yet.
 */
export const MISSING = ['left-out', 'zero'] as const;
export type Missing = (typeof MISSING)[number];

/** A step as the marks name it. */
interface MarkStep {
  part: string;
  number: number;
  title: string;
}

/** What a learner would get for a step, how much of it was given, and what is half answered; `null` without an answer. */
export type StepPoints = {
  /** `null` where too little was given for points, as the learner’s own page says; see `leftOpen`. */
  points: number | null;
  /** Of how many; `null` where words are marked freely, so that none is asked about. */
  answered: { given: number; of: number | null };
  half: string;
} | null;

/** What would be made of a session's answers. */
export interface MarksToMake {
  title: string;
  /** The steps that somebody gave such an answer to: the marks are made of these, … */
  steps: MarkStep[];
  /** … and of none of these. */
  left: MarkStep[];
  /**
   * Who gave such an answer, by name, with the points of each step in their order, and the mark in each case, 0 to 100;
   * `null` where no step would count.
   */
  learners: { id: string; name: string; steps: StepPoints[]; marks: Record<Missing, number | null> }[];
  /** Learners of the class who would have none, by name. */
  without: string[];
  /** Stamp of the answers that this was made of. */
  seen: string;
}

/** The marks that would be made, as `intoMarks` makes them; nothing is written. */
export async function marksToMake(db: Db, live: Live, which: Which): Promise<MarksToMake> {
  const answers = chosen(await liveAnswers(db, live), which);
  const listed = (await listedSteps(db, live)).map(({ part, title }) => ({
    ...{ part, title },
    number: live.parts.findIndex(({ id }) => id === part) + 1
  }));
  const answered = new Set(answers.map(({ part }) => part));
  const steps = listed.filter(({ part }) => answered.has(part));
  const points = new Map<string, StepPoints>();
  for (const answer of answers) points.set(keyOf(answer), pointsOf(await markedOf(db, answer)));
  const names = new Map(answers.map(({ learner, name }) => [learner, name]));
  const learners = [...names].map(([id, name]) => {
    const own = steps.map(({ part }) => points.get(keyOf({ learner: id, part })) ?? null);
    const mark = (spared: boolean) => {
      const found = workMark(own.map((one) => ({ score: null, override: one?.points ?? null, spared })));
      return found === null ? null : shownMark(found);
    };
    return { id, name, steps: own, marks: { 'left-out': mark(true), zero: mark(false) } };
  });
  const claimed = await db
    .selectFrom('learner')
    .select(['id', 'name'])
    .where('class_id', '=', live.classId)
    .where('claimed_at', 'is not', null)
    .orderBy('name')
    .execute();
  return {
    ...{ title: titleOf(live, which), steps, learners },
    left: listed.filter(({ part }) => !answered.has(part)),
    without: claimed.filter(({ id }) => !names.has(id)).map(({ name }) => name),
    seen: stampOf(answers)
  };
}

/** What the key makes of an answer; `null` where it cannot be marked. */
async function markedOf(db: Db, { version, answer }: LiveAnswer) {
  const pinned = await versionOf(db, version);
  if (!pinned) return null;
  const given = JSON.parse(answer) as unknown;
  const marking = markAnswer(pinned, given, []);
  if ('problems' in marking) return null;
  const enough = leftOpen(marking.verdict) === null;
  const { logic, item } = pinned;
  const asks = await asksOf(pinned);
  return { marking, enough, asks, half: saidHalf(logic.half(item, given)) };
}

function pointsOf(marked: Awaited<ReturnType<typeof markedOf>>): StepPoints {
  if (!marked) return null;
  const { marking, enough, asks, half } = marked;
  const points = enough ? partPoints({ score: marking.score, override: null }) : null;
  const { given, of } = marking.marked.answered;
  return { points, answered: { given, of: asks ? of : null }, half };
}

const titleOf = ({ title }: Live, which: Which) => within(title, '', MADE_OF[which]);
const keyOf = ({ learner, part }: Pick<LiveAnswer, 'learner' | 'part'>) => `${learner} ${part}`;

/** It is another one as soon as an answer came, was changed, or went. */
const stampOf = (answers: readonly LiveAnswer[]): string =>
  `${answers.length}.${Math.max(0, ...answers.map(({ savedAt }) => savedAt))}`;

/** Of each learner and part one answer. */
function chosen(answers: readonly LiveAnswer[], which: Which): LiveAnswer[] {
  const found = new Map<string, LiveAnswer>();
  const better = (round: Round, than: Round) => (which === 'first' ? round < than : round > than);
  for (const answer of answers) {
    const held = found.get(keyOf(answer));
    if (!held || better(answer.round, held.round)) found.set(keyOf(answer), answer);
  }
  // What was given only after the class had talked is no first answer.
  return [...found.values()].filter(({ round }) => which === 'last' || round === 1);
}

/**
 * Makes marks of a session's answers: an archived assignment of the steps that were answered, handed in by those who
 * get a mark and for nobody else, and marked by the same code as any other. An answer with too little for points is in it,
 * and gets no score. What learners gave in the session stays as it is.
 * @param how whose answers count, and what becomes of steps that give no points
 * @param seen the stamp of the answers of which whoever asks was shown the marks
 * @returns the id of the assignment; a refusal where it was done before, or nobody would have a mark; `changed` where the
 *   answers are not those any more, and nothing was made
 */
export async function intoMarks(
  db: Db,
  live: Live,
  { which, missing }: { which: Which; missing: Missing },
  seen: string,
  by: By
): Promise<{ id: string } | { refused: string } | { changed: true }> {
  const title = titleOf(live, which);
  // Marked before others have to wait; whether these are still the answers is looked at then.
  const markings = new Map<string, Marking>();
  for (const answer of chosen(await liveAnswers(db, live), which)) {
    const marked = await markedOf(db, answer);
    if (marked?.enough) markings.set(answer.id, marked.marking);
  }
  return retried(db, async (tx) => {
    // Two who click at once make them once.
    await lockLives(tx, 'id', live.id);
    const before = (await madeOf(tx, live)).find(({ what }) => what === which);
    if (before) return { refused: `It was done before: see “${before.title}”.` };
    const answers = chosen(await liveAnswers(tx, live), which);
    if (answers.length === 0) return { refused: 'Nobody answered: there is nothing to mark.' };
    if (stampOf(answers) !== seen) return { changed: true };
    const answered = new Set(answers.map(({ part }) => part));
    const parts = live.parts
      .filter(({ id }) => answered.has(id))
      .map((part, position) => ({ ...part, position }));
    const enough = answers.filter(({ id }) => markings.has(id));
    const marked = new Set((missing === 'zero' ? answers : enough).map(({ learner }) => learner));
    if (marked.size === 0) return { refused: NOBODY_MARKED };
    const made = await copied(
      tx,
      { ...live, parts },
      { title, words: '', state: 'archived' },
      { ...by, now: live.createdAt },
      {
        takenOverUntil: live.createdAt,
        ...(missing === 'left-out' ? { leftOutUntil: live.createdAt } : {})
      }
    );
    await noteMade(tx, live, made.id, which, by);
    await copyChoices(tx, made.parts);
    const works = new Map<string, string>();
    for (const answer of answers.filter(({ learner }) => marked.has(learner))) {
      const work = works.get(answer.learner) ?? (await handedIn(tx, live, made.id, answer.learner, by.now));
      works.set(answer.learner, work);
      const row: Row<'answer'> = {
        ...{ id: newId(), class_id: live.classId, work_id: work, part_id: made.parts.get(answer.part)! },
        ...{ version: answer.version, answer: answer.answer, revision: 1, delivery: newId() },
        ...{ saved_at: answer.savedAt, checked_at: null }
      };
      await tx.insertInto('answer').values(row).execute();
      const marking = markings.get(answer.id);
      if (marking) await storeMarking(tx, row, marking, by.now, 'Taken over from a live session.');
    }
    // Who has no mark of it is in no count.
    await setTo(tx, live, made.id, [...works.keys()]);
    const gaps = enough.length < works.size * parts.length;
    const thin = enough.length < answers.length ? ', or with too little of one for points,' : '';
    const left = gaps
      ? ` Steps without an answer${thin} ${missing === 'zero' ? 'count 0' : 'are left out'}.`
      : '';
    await note(tx, by, 'assignment-changed', `Made marks of a live session: “${title}”.${left}`);
    return { id: made.id };
  });
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
