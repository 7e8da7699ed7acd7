import type { Kysely } from 'kysely';
import type { Heads } from '../../classroom/live/heads.ts';
import type { LivePhase } from '../../classroom/live/state.ts';
import type { Database } from '../db/schema.ts';
import { liveAnswers, type LiveAnswer } from './answers.ts';
import type { Live } from './sessions.ts';

type Db = Kysely<Database>;

/** A learner of the class. */
interface Pupil {
  id: string;
  name: string;
  /** Whether they joined the class when the session was over. */
  later: boolean;
}

/** Learners who missed the same: all of a session, or the same steps of it. */
export interface Missed {
  /** The numbers of the steps that they missed, from 1 and in their order. */
  steps: number[];
  /** Whether they gave nothing at all. */
  all: boolean;
  /** By name. */
  learners: Pupil[];
}

/** Who is in the figures of a session, and who is not. */
export interface Attendance extends Heads {
  missed: Missed[];
  /** Who was taken out, with how many answers of theirs are kept: they are in no figure. */
  out: { name: string; answers: number }[];
}

export async function attendanceOf(db: Db, live: Live): Promise<Attendance> {
  const answers = await liveAnswers(db, live);
  const learners = await inClass(db, live);
  const came = await cameIn(db, live);
  const gave = gaveIn(answers);
  const away = learners.filter(({ id }) => !gave.has(id) && !came.has(id));
  const later = away.filter((one) => one.later).length;
  return {
    ...{ came: came.size, answered: gave.size, absent: away.length - later, later },
    runs: live.state.endedAt === null,
    missed: missedIn(live, learners, answers),
    out: await takenOut(db, live)
  };
}

/**
 * Who missed it, by what they missed: learners of the class who were not taken out and gave nothing to a step that others
 * gave something to and that takes no answers any more. A step that nobody answered was missed by nobody.
 * @returns who gave nothing at all first, then in the order of the steps
 */
export async function missedBy(db: Db, live: Live): Promise<Missed[]> {
  return missedIn(live, await inClass(db, live), await liveAnswers(db, live));
}

const gaveIn = (answers: readonly LiveAnswer[]): ReadonlySet<string> =>
  new Set(answers.map(({ learner }) => learner));

function missedIn(
  { parts, state }: Live,
  learners: readonly Pupil[],
  answers: readonly LiveAnswer[]
): Missed[] {
  if (answers.length === 0) return [];
  const gave = gaveIn(answers);
  const runs = state.endedAt === null;
  const over = parts
    .map(({ id }, i) => ({ number: i + 1, gave: gaveIn(answers.filter(({ part }) => part === id)), id }))
    .filter(({ id }) => !(runs && state.steps.some(({ part, phase }) => part === id && TAKES.has(phase))))
    .filter((step) => step.gave.size > 0);
  const found = new Map<string, Missed>();
  for (const learner of learners) {
    const steps = over.filter((step) => !step.gave.has(learner.id)).map(({ number }) => number);
    const all = !gave.has(learner.id);
    if (steps.length === 0 && !all) continue;
    const same = `${all} ${steps.join(' ')}`;
    const before = found.get(same)?.learners ?? [];
    found.set(same, { steps, all, learners: [...before, learner] });
  }
  return [...found.values()].sort((a, b) => Number(b.all) - Number(a.all) || inOrder(a.steps, b.steps));
}

/** The phases in which a step takes answers. */
const TAKES: ReadonlySet<LivePhase> = new Set(['open', 'again']);

function inOrder(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((number, i) => number !== b[i]);
  return at < 0 ? a.length - b.length : a[at]! - (b[at] ?? 0);
}

/** Who came in, and was not taken out. */
async function cameIn(db: Db, { id, state }: Live): Promise<Set<string>> {
  const rows = await db.selectFrom('live_seat').select('learner_id').where('live_id', '=', id).execute();
  return new Set(rows.map(({ learner_id }) => learner_id).filter((learner) => !state.out.includes(learner)));
}

/** Who has joined the class and was not taken out, by name. Pseudonyms that nobody took are nobody. */
async function inClass(db: Db, { classId, state: { out, endedAt } }: Live): Promise<Pupil[]> {
  const learners = await db
    .selectFrom('learner')
    .select(['id', 'name', (row) => row.ref('claimed_at').$notNull().as('at')])
    .where('class_id', '=', classId)
    .where('claimed_at', 'is not', null)
    .orderBy('name')
    .execute();
  return learners
    .filter(({ id }) => !out.includes(id))
    .map(({ id, name, at }) => ({ id, name, later: endedAt !== null && at > endedAt }));
}

async function takenOut(db: Db, { assignmentId, state }: Live): Promise<Attendance['out']> {
  if (state.out.length === 0) return [];
  const rows = await db
    .selectFrom('learner')
    .leftJoin('work', (join) =>
      join
        .onRef('work.learner_id', '=', 'learner.id')
        .on('work.assignment_id', '=', assignmentId)
        .on('work.kind', '=', 'live')
    )
    .leftJoin('answer', 'answer.work_id', 'work.id')
    .where('learner.id', 'in', state.out)
    .groupBy(['learner.id', 'learner.name'])
    .orderBy('learner.name')
    .select('learner.name')
    .select((row) => row.fn.count<number>('answer.id').as('answers'))
    .execute();
  return rows.map(({ name, answers }) => ({ name, answers: Number(answers) }));
}
