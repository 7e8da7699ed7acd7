import type { Kysely } from 'kysely';
import { newSession } from '../classroom/live/state.ts';
import type { Marked } from '../classroom/marked.ts';
import { settingsToBeginWith } from '../classroom/settings.ts';
import { audit } from './audit.ts';
import { createClass } from './classes.ts';
import type { Database, NewRow } from './db/schema.ts';
import { newId } from './ids.ts';
import { join } from './learners.ts';
import { click } from './live/sessions.ts';
import { makeReentry, type By } from './roster.ts';
import { openAccount } from './sign-up.ts';
import { inviteTeacher } from './teachers.ts';

/** For tests: accounts, and classes in which everything was done that leaves a row. */

type Db = Kysely<Database>;

export const PASSWORD = 'four words for tests';

/** An instructor's account that is signed in somewhere, and has asked for a reset link. @returns its id */
export async function account(db: Db, name: string, now: number): Promise<string> {
  const opened = await openAccount(db, 'open', { name, password: PASSWORD, code: '' }, now);
  if ('refused' in opened) throw new Error(opened.refused);
  const at = new Date(now).toISOString();
  const times = { created_at: at, updated_at: at, expires_at: at };
  await db
    .insertInto('session')
    .values({ id: newId(), user_id: opened.id, token: newId(), ip_address: null, user_agent: null, ...times })
    .execute();
  await db
    .insertInto('verification')
    .values({ id: newId(), identifier: newId(), value: opened.id, ...times })
    .execute();
  return opened.id;
}

export interface FullClass {
  classId: string;
  by: By;
  joinCode: string;
  assignment: string;
  part: string;
  version: string;
  rescoring: string;
  /** A live session of the assignment's part. */
  live: string;
  /** The code, and the id of its row. */
  invitation: string;
  invitationId: string;
  learners: Filled[];
}

export interface Filled {
  id: string;
  /** The secret of a device's cookie. */
  token: string;
  recovery: string;
  work: string;
  answer: string;
}

/** The exercise that a full class is set, where none is given. */
const EXERCISE: Omit<NewRow<'pinned'>, 'created_at'> = {
  ...{
    version: 'v',
    item_version: 'i',
    pack: 'warm-up',
    slug: 'x',
    type: 'attribution',
    title: 't',
    task: 't'
  },
  ...{
    skill: 'voice',
    level: 1,
    minutes: 5,
    access: 'open',
    item: '{"a":1}',
    key: '{"secret":1}',
    sources: '[]'
  }
};

/**
 * A class whose learners did everything that leaves a row, with an assignment that is for them alone.
 * @param of.learners names that could be dealt
 * @param of.exercise what it is set; made up where none is given
 */
export async function fullClass(
  db: Db,
  of: {
    name: string;
    teacher: string;
    learners: readonly string[];
    now: number;
    title?: string;
    exercise?: typeof EXERCISE;
  }
): Promise<FullClass> {
  const { name, teacher, now, exercise = EXERCISE } = of;
  const classId = await createClass(db, { name, by: teacher, now });
  const by = { classId, by: teacher, now };
  const { join_code } = await db
    .selectFrom('class')
    .select('join_code')
    .where('id', '=', classId)
    .executeTakeFirstOrThrow();
  const { version } = exercise;
  await db
    .insertInto('pinned')
    .values({ ...exercise, created_at: now })
    .onConflict((conflict) => conflict.column('version').doNothing())
    .execute();
  const [assignment, part] = [newId(), newId()];
  const made = { class_id: classId, created_by: teacher, created_at: now };
  await db
    .insertInto('assignment')
    .values({
      ...{ ...made, id: assignment, title: of.title ?? 'T', words: '', state: 'published', updated_at: now },
      audience: 'chosen',
      settings: JSON.stringify({ ...settingsToBeginWith('UTC'), attempts: 2 })
    })
    .execute();
  await db
    .insertInto('part')
    .values({
      ...{
        id: part,
        class_id: classId,
        assignment_id: assignment,
        position: 0,
        pack: exercise.pack,
        lesson: null
      },
      ...{ exercise: exercise.slug, version, stand_in: null, stand_in_version: null, words: '' }
    })
    .execute();
  await db
    .insertInto('accepted')
    .values({
      ...{ ...made, id: newId(), assignment_id: assignment, part_id: part, version },
      ...{ item_id: 'i', given: 'g', reason: 'r' }
    })
    .execute();
  const rescoring = newId();
  await db
    .insertInto('rescoring')
    .values({
      ...made,
      id: rescoring,
      assignment_id: assignment,
      plan: '{"parts":[],"accepted":[]}',
      why: 'r'
    })
    .execute();
  const live = newId();
  await db
    .insertInto('live')
    .values({
      ...{ ...made, id: live, assignment_id: assignment, version: 1 },
      state: JSON.stringify(newSession([part]))
    })
    .execute();
  await db
    .insertInto('live_made')
    .values({ ...made, id: newId(), live_id: live, assignment_id: assignment, what: 'again' })
    .execute();
  const invitation = await inviteTeacher(db, by);
  const { id: invitationId } = await db
    .selectFrom('invitation')
    .select('id')
    .where('class_id', '=', classId)
    .executeTakeFirstOrThrow();
  const full = {
    classId,
    by,
    joinCode: join_code!,
    assignment,
    part,
    version,
    rescoring,
    live,
    invitation,
    invitationId
  };
  const learners: Filled[] = [];
  for (const learner of of.learners) learners.push(await fill(db, full, learner));
  return { ...full, learners };
}

async function fill(db: Db, full: Omit<FullClass, 'learners'>, name: string): Promise<Filled> {
  const { classId, by, assignment, part, version, rescoring, live } = full;
  const { by: teacher, now } = by;
  const entered = await join(db, full.joinCode, name, now);
  if ('refused' in entered) throw new Error(entered.refused);
  const { learnerId: id, token, recovery } = entered;
  await makeReentry(db, id, by);
  await db
    .insertInto('chosen')
    .values({ class_id: classId, assignment_id: assignment, learner_id: id })
    .execute();
  const [work, answer, score] = [newId(), newId(), newId()];
  const theirs = { class_id: classId, learner_id: id };
  const made = { class_id: classId, created_by: teacher, created_at: now };
  const answered = { class_id: classId, work_id: work, part_id: part };
  await db
    .insertInto('work')
    .values({
      ...{ id: work, ...theirs, assignment_id: assignment, number: 1, kind: 'assigned', started_at: now },
      ...{ handed_in_at: now + 1, late: 0 }
    })
    .execute();
  await db
    .insertInto('extension')
    .values({ ...made, ...theirs, assignment_id: assignment, minutes: 5 })
    .execute();
  await db
    .insertInto('live_seat')
    .values({ ...theirs, live_id: live, joined_at: now, seen_at: now })
    .execute();
  await click(db, live, { do: 'open', part, minutes: null }, by);
  await click(db, live, { do: 'longer', part, learner: id, minutes: 2 }, by);
  await click(db, live, { do: 'out', learner: id }, by);
  await db
    .insertInto('opt_out')
    .values({ ...theirs, part_id: part, created_at: now })
    .execute();
  await db
    .insertInto('answer')
    .values({
      ...{ id: answer, ...answered, version, answer: '{"mode":"sort","labels":{},"sure":{}}' },
      ...{ revision: 1, delivery: newId(), saved_at: now }
    })
    .execute();
  await db
    .insertInto('score')
    .values({
      id: score,
      ...answered,
      ...made,
      answer_id: answer,
      version,
      score: 0.5,
      marked: MARKED,
      why: 'Handed in.'
    })
    .execute();
  await db
    .insertInto('rescored')
    .values({ id: newId(), class_id: classId, rescoring_id: rescoring, score_id: score, version })
    .execute();
  await db
    .insertInto('override')
    .values({ id: newId(), ...answered, ...made, points: 60, reason: 'r' })
    .execute();
  await db
    .insertInto('comment')
    .values({ id: newId(), ...answered, ...made, words: `Dear ${name}` })
    .execute();
  await audit(db, {
    classId,
    actor: teacher,
    what: 'answers-seen',
    about: id,
    detail: 'Opened them.',
    at: now
  });
  return { id, token, recovery: recovery!, work, answer };
}

const MARKED = JSON.stringify({
  score: 0.5,
  answered: { given: 0, of: 1 },
  detection: null,
  calibration: null,
  items: []
} satisfies Marked);
