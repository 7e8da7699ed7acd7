import type { Kysely } from 'kysely';
import type { DraftProblem } from '../classroom/changes.ts';
import { madeUp } from '../classroom/made-up.ts';
import { deal } from '../classroom/pseudonyms.ts';
import { samplesOf } from '../exercises/samples.ts';
import { isTypeName } from '../exercises/registry.ts';
import { hashed } from '../text/hash.ts';
import { generator } from '../text/seeded.ts';
import { assignmentOf, publish, type Assignment } from './assignments.ts';
import { copyAssignment } from './copying.ts';
import { audit } from './audit.ts';
import type { Database } from './db/schema.ts';
import { handIn } from './handing-in.ts';
import { newId } from './ids.ts';
import { insertLearner } from './roster.ts';
import { versionOf } from './versions.ts';
import type { Whose } from './work-rows.ts';
import { beginWork, countingOf, ownOf, standIn } from './works.ts';

/**
 * A rehearsal: a class of made-up learners who have done an assignment, so that an instructor sees results and item
 * analysis beforehand. It is a class of its own, told by `class.rehearsal`, with no door, and holds nobody's answers.
 */

const REHEARSAL = 'Rehearsal with made-up learners';
const LEARNERS = 12;
/** Of the made-up learners, who takes the stand-ins. */
const ELSEWHERE = 4;
/** How long they worked, in minutes, where the time limit leaves so much. */
const LONG = 20;

type Rehearsed = { classId: string; assignmentId: string } | { problems: DraftProblem[] };

/** The last rehearsal of each instructor, while it is under way. */
const underWay = new Map<string, Promise<Rehearsed>>();

/**
 * Has made-up learners do an assignment, a draft or a published one. What was rehearsed before under the same title
 * gives way. An instructor's rehearsals come one after the other, however fast the button is pressed.
 * @param by the instructor, whose rehearsal class it is
 * @returns the class and the copy that was done there, or why it cannot be done
 */
export async function rehearse(
  db: Kysely<Database>,
  assignment: Assignment,
  by: string,
  now: number
): Promise<Rehearsed> {
  const begin = () => rehearseOne(db, assignment, by, now);
  const own = underWay.get(by)?.then(begin, begin) ?? begin();
  underWay.set(by, own);
  return own.finally(() => underWay.get(by) === own && underWay.delete(by));
}

async function rehearseOne(
  db: Kysely<Database>,
  assignment: Assignment,
  by: string,
  now: number
): Promise<Rehearsed> {
  const { title } = assignment;
  const classId = await rehearsalClass(db, by, now);
  const doing = { classId, by, now };
  const copy = await copyAssignment(db, assignment, doing);
  const { updatedAt } = await assignmentOf(db, classId, copy);
  const published = await publish(db, copy, updatedAt, doing);
  if (!('assignment' in published)) {
    await db.deleteFrom('assignment').where('id', '=', copy).execute();
    if ('problems' in published) return published;
    throw new Error('A copy that nobody has seen was changed.');
  }
  await db
    .deleteFrom('assignment')
    .where('class_id', '=', classId)
    .where('title', '=', title)
    .where('id', '!=', copy)
    .execute();
  for (const [n, learnerId] of (await learnersOf(db, classId, now)).entries())
    await doAll(db, { classId, assignmentId: copy, learnerId }, n, now);
  return { classId, assignmentId: copy };
}

/** The instructor's rehearsal class; it is made where there is none yet. */
async function rehearsalClass(db: Kysely<Database>, by: string, now: number): Promise<string> {
  const found = await db
    .selectFrom('class')
    .innerJoin('teaching', 'teaching.class_id', 'class.id')
    .where('teaching.user_id', '=', by)
    .where('teaching.role', '=', 'owner')
    .where('class.rehearsal', '=', 1)
    .where('class.ended_at', 'is', null)
    .orderBy('class.created_at')
    .select('class.id')
    .executeTakeFirst();
  if (found) return found.id;
  const id = newId();
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('class')
      .values({ id, name: REHEARSAL, join_code: null, typed_names: 0, rehearsal: 1, created_at: now })
      .execute();
    await tx
      .insertInto('teaching')
      .values({ class_id: id, user_id: by, role: 'owner', created_at: now })
      .execute();
    const detail = 'Made it, for rehearsals.';
    await audit(tx, { classId: id, actor: by, what: 'class-changed', detail, at: now });
  });
  return id;
}

/** The made-up learners of the class, in the order in which they were made. */
async function learnersOf(db: Kysely<Database>, classId: string, now: number): Promise<string[]> {
  const query = db
    .selectFrom('learner')
    .select(['id', 'name'])
    .where('class_id', '=', classId)
    .orderBy('created_at')
    .orderBy('name');
  const there = await query.execute();
  if (there.length >= LEARNERS) return there.slice(0, LEARNERS).map(({ id }) => id);
  const random = generator(hashed(classId));
  const names = deal(
    there.map(({ name }) => name),
    LEARNERS - there.length,
    (below) => Math.floor(random() * below)
  );
  await db.transaction().execute(async (tx) => {
    for (const name of names) {
      const id = await insertLearner(tx, classId, { name, typed: 0, approved_at: now }, now);
      await tx.updateTable('learner').set({ claimed_at: now }).where('id', '=', id).execute();
    }
  });
  return (await query.execute()).map(({ id }) => id);
}

/** Every attempt of one made-up learner: the better ones read more as the key does, and a second attempt goes better. */
async function doAll(db: Kysely<Database>, whose: Whose, n: number, now: number): Promise<void> {
  const able = 0.3 + (0.6 * (n + 1)) / LEARNERS;
  const own = await ownOf(db, whose, now);
  if (!own) return;
  const { attempts, minutes } = own.terms.settings;
  const long = (Math.min(minutes ?? LONG, LONG) * 60_000) / 2;
  // Every second one tries again.
  const times = attempts > 1 && n % 2 === 0 ? 2 : 1;
  for (let attempt = 1; attempt <= times; attempt++) {
    const began = now - long * (2 * (times - attempt) + 1);
    await doOnce(db, whose, {
      n,
      able: Math.min(0.95, able + 0.15 * (attempt - 1)),
      began,
      ends: began + long
    });
  }
}

interface Attempt {
  n: number;
  able: number;
  began: number;
  ends: number;
}

async function doOnce(db: Kysely<Database>, whose: Whose, { n, able, began, ends }: Attempt): Promise<void> {
  const work = await beginWork(db, whose, began);
  if (!work) return;
  const parts = (await ownOf(db, whose, began))?.parts ?? [];
  if (n === ELSEWHERE)
    await standIn(
      db,
      whose,
      parts.map(({ id }) => id),
      true,
      began
    );
  const own = await ownOf(db, whose, began);
  for (const part of own?.parts ?? []) {
    const version = countingOf(part, own!.instead);
    const answer =
      version &&
      (await answerTo(db, version, own!.terms.settings.confidence, { n, able, work: work.number }));
    if (!answer) continue;
    await db
      .insertInto('answer')
      .values({
        ...{ id: newId(), class_id: whose.classId, work_id: work.id, part_id: part.id },
        ...{ version, answer, revision: 1, delivery: newId(), saved_at: ends, checked_at: null }
      })
      .execute();
  }
  await handIn(db, whose, work.id, ends);
}

/** An answer to a pinned exercise, the same each time for the same learner and attempt. */
async function answerTo(
  db: Kysely<Database>,
  version: string,
  asksSure: boolean,
  { n, able, work }: { n: number; able: number; work: number }
): Promise<string | null> {
  const pinned = await versionOf(db, version);
  const type = pinned?.row.type;
  if (!pinned || !type || !isTypeName(type)) return null;
  const { logic, item, key } = pinned;
  const random = generator(hashed(`${version} ${n} ${work}`));
  const draw = (await samplesOf(type)).drawer(item, random);
  return JSON.stringify(madeUp(logic.solution(item, key), draw(), able, random, asksSure));
}
