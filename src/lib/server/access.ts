import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import type { Kysely } from 'kysely';
import type { Database, Row } from './db/schema.ts';
import { hashOf } from './ids.ts';
import { closeSession, DEVICE_DAYS, seeSession } from './learners.ts';
import { store } from './store.ts';

/**
 * Who may see what. Every page and action of a class goes through `classOf` or `learnerOf`. To whom a class is not shown it
 * does not exist: the answer is the same 404 as for an id that never was.
 */

export type Instructor = NonNullable<App.Locals['instructor']>;

/** The instructor who asks; anybody else is led to sign in and comes back here afterwards. */
export function instructorOf(event: RequestEvent): Instructor {
  if (event.locals.instructor) return event.locals.instructor;
  const back = event.url.pathname + event.url.search;
  redirect(303, `${resolve('/desk/sign-in/')}?back=${encodeURIComponent(back)}`);
}

/** The administrator who asks; to an instructor who is none, such a page does not exist. */
export function administratorOf(event: RequestEvent): Instructor {
  const instructor = instructorOf(event);
  if (!instructor.admin) error(404, 'There is no such page, or you are not its administrator.');
  return instructor;
}

/** What an instructor of a class works with. */
export interface Taught {
  db: Kysely<Database>;
  instructor: Instructor;
  class: Row<'class'>;
  role: Row<'teaching'>['role'];
}

/** The class, where whoever asks teaches it. */
export async function classOf(event: RequestEvent, classId: string): Promise<Taught> {
  const taught = await maybeClassOf(instructorOf(event), classId);
  return taught ?? error(404, 'There is no such class, or you do not teach it.');
}

/** The class, or `null` where the instructor does not teach it. */
export async function maybeClassOf(instructor: Instructor, classId: string): Promise<Taught | null> {
  const { db } = await store();
  const found = await db
    .selectFrom('class')
    .innerJoin('teaching', 'teaching.class_id', 'class.id')
    .where('class.id', '=', classId)
    .where('teaching.user_id', '=', instructor.id)
    .selectAll('class')
    .select('teaching.role')
    .executeTakeFirst();
  if (!found) return null;
  const { role, ...row } = found;
  return { db, instructor, class: row, role };
}

/** What a learner of a class works with. */
export interface Joined {
  db: Kysely<Database>;
  learner: Row<'learner'>;
  class: Row<'class'>;
}

/** The cookie of a class: a device may be in several. */
export const learnerCookie = (classId: string): string => `${LEARNER}${classId}`;
const LEARNER = 'learner-';
const DAY = 86_400_000;

/** Keeps the cookie of a class on this device, for https alone where the request came over https. */
export function keepLearner(
  event: RequestEvent,
  { classId, token }: { classId: string; token: string }
): void {
  event.cookies.set(learnerCookie(classId), token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: event.url.protocol === 'https:',
    maxAge: DEVICE_DAYS * 24 * 60 * 60
  });
}

/** "Not me": this device is out of the class. @returns whether it was in */
export async function dropLearner(event: RequestEvent, classId: string): Promise<boolean> {
  const token = event.cookies.get(learnerCookie(classId));
  if (!token) return false;
  const was = await closeSession((await store()).db, token, Date.now());
  // A browser takes nothing that is for https alone from a page over http, a deletion neither.
  event.cookies.delete(learnerCookie(classId), { path: '/', secure: event.url.protocol === 'https:' });
  return was;
}

/** The classes that this device is in, of the first twenty of which it has a cookie. */
export async function learnersHere(event: RequestEvent): Promise<Joined[]> {
  const ids = event.cookies
    .getAll()
    .flatMap(({ name }) => (name.startsWith(LEARNER) ? [name.slice(LEARNER.length)] : []));
  const found: Joined[] = [];
  for (const id of ids.slice(0, 20)) {
    const joined = await maybeLearnerOf(event, id);
    if (joined) found.push(joined);
  }
  return found;
}

/** The learner who asks; anybody else is led to join the class and comes back here afterwards. */
export async function learnerOf(event: RequestEvent, classId: string): Promise<Joined> {
  const joined = await maybeLearnerOf(event, classId);
  if (joined) return joined;
  const back = event.url.pathname + event.url.search;
  redirect(303, `${resolve('/join/')}?back=${encodeURIComponent(back)}`);
}

/** The learner who asks, or `null` where this device is not in the class. */
export async function maybeLearnerOf(event: RequestEvent, classId: string): Promise<Joined | null> {
  const token = event.cookies.get(learnerCookie(classId));
  if (!token) return null;
  const { db } = await store();
  const found = await db
    .selectFrom('learner')
    .innerJoin('learner_session', 'learner_session.learner_id', 'learner.id')
    .where('learner_session.token_hash', '=', hashOf(token))
    .where('learner.class_id', '=', classId)
    .selectAll('learner')
    .select('learner_session.seen_at')
    .executeTakeFirst();
  if (!found) return null;
  const { seen_at, ...learner } = found;
  const now = Date.now();
  if (Math.abs(now - seen_at) > DAY) {
    await seeSession(db, token, now);
    keepLearner(event, { classId, token });
  }
  const row = await db.selectFrom('class').selectAll().where('id', '=', classId).executeTakeFirstOrThrow();
  return { db, learner, class: row };
}
