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
  const answered = new Set((await liveAnswers(db, live)).map(({ learner }) => learner));
  const learners = await db
    .selectFrom('learner')
    .select(['id', 'name'])
    .where('class_id', '=', live.classId)
    .where('claimed_at', 'is not', null)
    .orderBy('name')
    .execute();
  const { out } = live.state;
  return {
    answered: answered.size,
    missed: learners.filter(({ id }) => !answered.has(id) && !out.includes(id)).map(({ name }) => name),
    out: await takenOut(db, live)
  };
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
