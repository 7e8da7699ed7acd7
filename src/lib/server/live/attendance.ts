import type { Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import { liveAnswers } from './answers.ts';
import type { Live } from './sessions.ts';

type Db = Kysely<Database>;

/** Who is in the figures of a session, and who is not. */
export interface Attendance {
  /** How many learners gave an answer that counts. */
  answered: number;
  /** Learners of the class who gave none, by name. Pseudonyms that nobody took are nobody. */
  missed: string[];
  /** Who was taken out, with how many answers of theirs are kept: they are in no figure. */
  out: { name: string; answers: number }[];
}

export async function attendanceOf(db: Db, live: Live): Promise<Attendance> {
  const answered = await answeredIn(db, live);
  return {
    answered: answered.size,
    missed: (await missedIn(db, live, answered)).map(({ name }) => name),
    out: await takenOut(db, live)
  };
}

/** The ids of those who gave an answer that counts. */
const answeredIn = async (db: Db, live: Live): Promise<Set<string>> =>
  new Set((await liveAnswers(db, live)).map(({ learner }) => learner));

/** Who missed it: learners of the class who gave no answer that counts, and were not taken out, by name. */
export async function missedBy(db: Db, live: Live): Promise<{ id: string; name: string }[]> {
  return missedIn(db, live, await answeredIn(db, live));
}

async function missedIn(
  db: Db,
  { classId, state: { out } }: Live,
  answered: ReadonlySet<string>
): Promise<{ id: string; name: string }[]> {
  const learners = await db
    .selectFrom('learner')
    .select(['id', 'name'])
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
