import type { Kysely } from 'kysely';
import { WHOLE_CLASS } from '../classroom/audience.ts';
import { newStep } from '../classroom/draft.ts';
import { settingsToBeginWith, type Settings } from '../classroom/settings.ts';
import { createAssignment, publish } from './assignments.ts';
import { catalogue } from './catalogue.ts';
import type { Database, Row } from './db/schema.ts';
import { answersOf, checkPart, verdictFor } from './feedback.ts';
import { handIn } from './handing-in.ts';
import { hashOf, newId, newToken } from './ids.ts';
import { saveAnswer, type Sender } from './places.ts';
import { versionOf } from './versions.ts';
import type { Whose } from './work-rows.ts';
import { beginWork } from './works.ts';

/** For the tests: a class with learners and an assignment of three exercises, the last of them reserved. */

export const HOUR = 3_600_000;
/** When everything in the tests begins. */
export const T = 1_800_000_000_000;

export interface Sitting {
  db: Kysely<Database>;
  whose: Whose;
  sender: Sender;
  parts: Row<'part'>[];
  /** Another learner of the class. */
  other: { whose: Whose; sender: Sender };
}

/** @param steps `pack/slug`; an exercise of the warm-up that has a stand-in comes first where none are named */
export async function sitting(
  db: Kysely<Database>,
  change: Partial<Settings> = {},
  steps: readonly string[] = ['khojaly/sort-letter-2022', 'warm-up/mark-careful', 'warm-up/sort-reserved']
): Promise<Sitting> {
  const classId = newId();
  await db
    .insertInto('class')
    .values({
      ...{ id: classId, name: '5b', typed_names: 0, rehearsal: 0 },
      created_at: T
    })
    .execute();
  const assignmentId = await assign(db, classId, change, steps);
  const parts = await db
    .selectFrom('part')
    .selectAll()
    .where('assignment_id', '=', assignmentId)
    .orderBy('position')
    .execute();
  const one = await join(db, classId, assignmentId, 'quiet heron');
  return { db, parts, ...one, other: await join(db, classId, assignmentId, 'brave otter') };
}

/** Sets another assignment to a class. @returns its id */
export async function assign(
  db: Kysely<Database>,
  classId: string,
  change: Partial<Settings>,
  steps: readonly string[]
): Promise<string> {
  const offered = await catalogue();
  const doing = { classId, by: 'teacher', now: T };
  const id = await createAssignment(
    db,
    {
      title: 'Whose words',
      words: 'Take your time.',
      settings: { ...settingsToBeginWith('Europe/Vienna'), ...change },
      audience: WHOLE_CLASS,
      steps: steps.map((name) => {
        const [pack, slug] = name.split('/');
        return newStep(offered, 'exercise', pack!, slug!);
      })
    },
    doing
  );
  const published = await publish(db, id, T, doing);
  if (!('assignment' in published)) throw new Error(`not published: ${JSON.stringify(published)}`);
  return id;
}

/** What a learner does there. Parts are named by their number, from 0. */
export function doing({ db, whose, sender, parts }: Sitting) {
  return {
    begin: (now = T) => beginWork(db, whose, now),
    /** Answers as the key does, to the part or to its stand-in. */
    solve: async (number: number, work: { id: string }, { now = T + 1000, standIn = false } = {}) => {
      const part = parts[number]!;
      const version = (standIn ? part.stand_in_version : part.version)!;
      const { logic, item, key } = (await versionOf(db, version))!;
      const answer = logic.solution(item, key);
      const place = { work: work.id, part: part.id, version };
      return saveAnswer(db, sender, { ...place, answer, base: 0, after: [], delivery: newId() }, now);
    },
    check: (number: number, work: { id: string }, revision = 1, now = T + 2000) => {
      const { id, version } = parts[number]!;
      return checkPart(db, sender, { work: work.id, part: id, version: version!, revision }, now);
    },
    submit: (work: { id: string }, now: number) => handIn(db, whose, work.id, now),
    verdict: async (number: number, workId: string, now: number) => {
      const own = (await answersOf(db, whose, now))!;
      const part = own.parts[number]!;
      const work = own.works.find(({ id }) => id === workId)!;
      return verdictFor(db, own, { work, part, version: part.version! }, now);
    }
  };
}

async function join(db: Kysely<Database>, classId: string, assignmentId: string, name: string) {
  const learnerId = newId();
  const tokenHash = hashOf(newToken());
  await db
    .insertInto('learner')
    .values({
      ...{ id: learnerId, class_id: classId, name, typed: 0, approved_at: T },
      ...{ created_at: T, claimed_at: T }
    })
    .execute();
  await db
    .insertInto('learner_session')
    .values({ token_hash: tokenHash, class_id: classId, learner_id: learnerId, created_at: T, seen_at: T })
    .execute();
  return { whose: { classId, assignmentId, learnerId }, sender: { tokenHash, classId, assignmentId } };
}

/** The same store, in which something else happens once, after the first question that was put through it. */
export function afterFirst(db: Kysely<Database>, happens: () => Promise<void>): Kysely<Database> {
  let isFirst = true;
  return db.withPlugin({
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      if (isFirst) {
        isFirst = false;
        await happens();
      }
      return result;
    }
  });
}
