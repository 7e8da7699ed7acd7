import { resolve } from 'node:path';
import type { Kysely } from 'kysely';
import { settingsToBeginWith } from '../../src/lib/classroom/settings.ts';
import { registry } from '../../src/lib/exercises/registry.ts';
import { readFiles } from '../../src/lib/packs/files.ts';
import { readPacks, type PackExercise } from '../../src/lib/packs/load.ts';
import { itemVersionOf } from '../../src/lib/packs/version.ts';
import type { Database, NewRow } from '../../src/lib/server/db/schema.ts';
import { hashOf, newId, newToken } from '../../src/lib/server/ids.ts';

/** What soak and measurements need: a class with an assignment that all its learners have begun. */
export interface Room {
  classId: string;
  assignmentId: string;
  /** Of the instructor who teaches it. */
  teacherId: string;
  parts: RoomPart[];
  seats: Seat[];
}

export interface RoomPart {
  id: string;
  exercise: PackExercise;
  /** Answers that fit it: one without anything in it, and the key's own. */
  answers: unknown[];
}

/** A learner at work. */
export interface Seat {
  learnerId: string;
  workId: string;
  /** The cookie of the class, as it is sent. */
  cookie: string;
}

export interface RoomSizes {
  learners: number;
  exercises: number | readonly PackExercise[];
  earlier?: boolean;
}

/** Rows that one statement inserts. */
const AT_ONCE = 500;

/**
 * Fills a store.
 * @param sizes how many learners, and how many exercises each of them does, or which; `earlier`: pinned with a key that has been
 * replaced since
 * @param now when all of it came about, in milliseconds since 1970
 */
export async function fillRoom(
  db: Kysely<Database>,
  { learners, exercises, earlier = false }: RoomSizes,
  now: number
): Promise<Room> {
  const parts = (await roomParts(exercises)).map((part) =>
    earlier ? { ...part, exercise: { ...part.exercise, version: `earlier${part.exercise.version}` } } : part
  );
  const classId = newId();
  const assignmentId = newId();
  const teacherId = newId();
  const common = { class_id: classId, created_at: now };
  const seats = Array.from({ length: learners }, () => ({
    learnerId: newId(),
    workId: newId(),
    token: newToken()
  }));
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('class')
      .values({ id: classId, name: 'Soak', typed_names: 0, rehearsal: 0, created_at: now })
      .execute();
    await trx
      .insertInto('teaching')
      .values({ ...common, user_id: teacherId, role: 'owner' })
      .execute();
    await trx
      .insertInto('assignment')
      .values({
        ...common,
        id: assignmentId,
        title: 'Whose words',
        words: '',
        state: 'published',
        settings: JSON.stringify({ ...settingsToBeginWith('UTC'), attempts: 2 }),
        created_by: teacherId,
        updated_at: now
      })
      .execute();
    for (const { exercise } of parts)
      await trx
        .insertInto('pinned')
        .values(pinnedRow(exercise, now))
        .onConflict((conflict) => conflict.column('version').doNothing())
        .execute();
    await trx
      .insertInto('part')
      .values(
        parts.map(({ id, exercise }, position) => ({
          id,
          class_id: classId,
          assignment_id: assignmentId,
          position,
          pack: exercise.pack,
          exercise: exercise.slug,
          version: exercise.version,
          words: ''
        }))
      )
      .execute();
    for (let i = 0; i < seats.length; i += AT_ONCE) {
      const some = seats.slice(i, i + AT_ONCE);
      await trx
        .insertInto('learner')
        .values(
          some.map(({ learnerId }, n) => ({
            ...common,
            id: learnerId,
            name: `learner ${i + n}`,
            typed: 0 as const,
            approved_at: now,
            claimed_at: now
          }))
        )
        .execute();
      await trx
        .insertInto('learner_session')
        .values(
          some.map(({ learnerId, token }) => ({
            ...common,
            learner_id: learnerId,
            token_hash: hashOf(token),
            seen_at: now
          }))
        )
        .execute();
      await trx
        .insertInto('work')
        .values(some.map((seat) => workRow(seat, { classId, assignmentId, now })))
        .execute();
    }
  });
  return {
    classId,
    assignmentId,
    teacherId,
    parts,
    seats: seats.map(({ learnerId, workId, token }) => ({
      learnerId,
      workId,
      cookie: `learner-${classId}=${token}`
    }))
  };
}

const workRow = (
  { learnerId, workId }: { learnerId: string; workId: string },
  { classId, assignmentId, now }: { classId: string; assignmentId: string; now: number }
): NewRow<'work'> => ({
  id: workId,
  class_id: classId,
  assignment_id: assignmentId,
  learner_id: learnerId,
  number: 1,
  kind: 'assigned',
  started_at: now,
  late: 0
});

const pinnedRow = (exercise: PackExercise, now: number): NewRow<'pinned'> => {
  const { version, pack, slug, type, title, task, skill, level, minutes, access, item, key } = exercise;
  return {
    ...{ version, pack, slug, type, title, task, skill, level, minutes, access },
    item_version: itemVersionOf(type, item),
    item: JSON.stringify(item),
    key: JSON.stringify(key),
    sources: '[]',
    created_at: now
  };
};

/** Every exercise that ships. */
export async function shippedExercises(): Promise<PackExercise[]> {
  const { packs } = await readPacks(readFiles(resolve(import.meta.dirname, '../../lessons')));
  return packs.flatMap((pack) => pack.exercises);
}

/** These exercises, or as many of those that ship, over again where there are too few. */
async function roomParts(which: RoomSizes['exercises']): Promise<RoomPart[]> {
  const all = typeof which === 'number' ? await shippedExercises() : which;
  const parts: RoomPart[] = [];
  for (let i = 0; i < (typeof which === 'number' ? which : which.length); i++) {
    const exercise = all[i % all.length]!;
    const logic = await registry[exercise.type].logic();
    const item = logic.item.parse(exercise.item);
    const answers = [logic.blank(item), logic.solution(item, logic.key.parse(exercise.key))];
    parts.push({ id: newId(), exercise, answers });
  }
  return parts;
}
