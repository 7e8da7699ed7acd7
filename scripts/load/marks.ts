import type { Kysely } from 'kysely';
import type { Database, NewRow } from '../../src/lib/server/db/schema.ts';
import { newId } from '../../src/lib/server/ids.ts';
import { markAnswer } from '../../src/lib/server/marking.ts';
import { versionOf } from '../../src/lib/server/versions.ts';
import type { Room, RoomPart } from './class.ts';

/** Rows that one statement inserts. */
const AT_ONCE = 500;

/**
 * Hands in for everybody: each learner has an answer to each exercise, and a mark. The marks of every other learner are
 * not what the key gives: an older key gave them.
 * @param now when, in milliseconds since 1970
 */
export async function handInAll(db: Kysely<Database>, room: Room, now: number): Promise<void> {
  const marks = new Map<RoomPart, Pick<NewRow<'score'>, 'score' | 'marked'>[]>();
  for (const part of room.parts) {
    const pinned = await versionOf(db, part.exercise.version);
    if (!pinned) throw new Error(`${part.exercise.slug} is not pinned`);
    marks.set(
      part,
      part.answers.map((answer) => {
        const marking = markAnswer(pinned, answer, []);
        if ('problems' in marking) throw new Error(`${part.exercise.slug} cannot be marked`);
        return { score: marking.score, marked: JSON.stringify(marking.marked) };
      })
    );
  }
  const rows = room.seats.flatMap(({ workId }, learner) =>
    room.parts.map((part, n) => {
      const common = { class_id: room.classId, work_id: workId, part_id: part.id };
      const which = (learner + n) % part.answers.length;
      const answer: NewRow<'answer'> = {
        ...{ ...common, id: newId(), version: part.exercise.version },
        answer: JSON.stringify(part.answers[which]),
        ...{ revision: 1, delivery: newId(), saved_at: now }
      };
      const { score, marked } = marks.get(part)![which]!;
      const mark: NewRow<'score'> = {
        ...{ ...common, id: newId(), answer_id: answer.id, version: part.exercise.version },
        ...{ score: learner % 2 === 0 ? score : score / 2, marked },
        ...{ created_at: now, created_by: null, why: 'Handed in.' }
      };
      return { answer, mark };
    })
  );
  await db.transaction().execute(async (trx) => {
    for (let i = 0; i < rows.length; i += AT_ONCE) {
      const some = rows.slice(i, i + AT_ONCE);
      await trx
        .insertInto('answer')
        .values(some.map(({ answer }) => answer))
        .execute();
      await trx
        .insertInto('score')
        .values(some.map(({ mark }) => mark))
        .execute();
    }
    await trx
      .updateTable('work')
      .set({ handed_in_at: now, handed_in_by: 'learner' })
      .where('class_id', '=', room.classId)
      .execute();
  });
}
