import type { Kysely } from 'kysely';
import type { Heads } from '../../classroom/live/heads.ts';
import type { Database } from '../db/schema.ts';
import { liveAnswers } from './answers.ts';
import type { Live } from './sessions.ts';

type Db = Kysely<Database>;

/** Who is in the figures of a session, and who is not. */
export interface Attendance extends Heads {
  /** Learners who were in the class by its end and gave no answer that counts, by name. Pseudonyms that nobody took are nobody. */
  missed: string[];
  /** Of each step that others answered, and that takes no answers any more, those who answered another one and not this, by name. */
  gaps: { number: number; missed: string[] }[];
  /** Who was taken out, with how many answers of theirs are kept: they are in no figure. */
  out: { name: string; answers: number }[];
}

export async function attendanceOf(db: Db, live: Live): Promise<Attendance> {
  const answers = await liveAnswers(db, live);
  const names = new Map(answers.map(({ learner, name }) => [learner, name]));
  const missed = await missedIn(db, live, new Set(names.keys()));
  const came = await cameIn(db, live);
  const { steps, endedAt } = live.state;
  const taking = new Set(
    steps
      .filter(({ phase }) => endedAt === null && (phase === 'open' || phase === 'again'))
      .map(({ part }) => part)
  );
  const away = missed.filter(({ id }) => !came.has(id));
  const later = away.filter(({ claimed_at }) => endedAt !== null && (claimed_at ?? 0) > endedAt);
  return {
    ...{ came: came.size, answered: names.size, absent: away.length - later.length, later: later.length },
    runs: endedAt === null,
    missed: missed.filter((one) => !later.includes(one)).map(({ name }) => name),
    gaps: live.parts.flatMap(({ id }, i) => {
      const gave = new Set(answers.filter(({ part }) => part === id).map(({ learner }) => learner));
      if (gave.size === 0 || taking.has(id)) return [];
      const without = [...names].flatMap(([learner, name]) => (gave.has(learner) ? [] : [name]));
      return without.length > 0 ? [{ number: i + 1, missed: without }] : [];
    }),
    out: await takenOut(db, live)
  };
}

/** Who came in, and was not taken out. */
async function cameIn(db: Db, { id, state }: Live): Promise<Set<string>> {
  const rows = await db.selectFrom('live_seat').select('learner_id').where('live_id', '=', id).execute();
  return new Set(rows.map(({ learner_id }) => learner_id).filter((learner) => !state.out.includes(learner)));
}

/** Who missed it: learners of the class who gave no answer that counts, and were not taken out, by name. */
export async function missedBy(db: Db, live: Live): Promise<{ id: string; name: string }[]> {
  return missedIn(db, live, new Set((await liveAnswers(db, live)).map(({ learner }) => learner)));
}

async function missedIn(
  db: Db,
  { classId, state: { out } }: Live,
  answered: ReadonlySet<string>
): Promise<{ id: string; name: string; claimed_at: number | null }[]> {
  const learners = await db
    .selectFrom('learner')
    .select(['id', 'name', 'claimed_at'])
    .where('class_id', '=', classId)
    .where('claimed_at', 'is not', null)
    .orderBy('name')
    .execute();
  return learners.filter(({ id }) => !answered.has(id) && !out.includes(id));
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
