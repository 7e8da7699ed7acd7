import type { Kysely } from 'kysely';
import type { Database } from './db/schema.ts';
import { newId } from './ids.ts';

/** What is noted of a class, and how its list says it. */
export const AUDITED = {
  'class-changed': 'changed the class',
  'code-changed': 'changed the join code',
  'code-kept-live': 'kept the join code',
  'roster-changed': 'changed the roster',
  'learner-joined': 'joined',
  'learner-returned': 'came back on a device',
  'learner-left': 'left a device',
  'recovery-renewed': 'made another recovery code',
  'instructor-joined': 'became a co-teacher',
  'assignment-changed': 'changed an assignment',
  'roster-seen': 'opened the roster',
  'answers-seen': 'opened the answers of a learner',
  'results-seen': 'opened results',
  'live-session': 'ran a live session',
  'mark-changed': 'changed a mark',
  'rescoring-prepared': 'prepared a rescoring',
  rescored: 'rescored',
  exported: 'exported',
  erased: 'erased'
} as const;
export type Audited = keyof typeof AUDITED;

/**
 * Notes who saw or changed what. Give the transaction that does it, so that neither is there without the other.
 * @param entry.actor id of a user or a learner, or `system`
 * @param entry.about id of the learner whom it is about: the list shows the pseudonym, for as long as there is one
 * @param entry.detail a sentence without anybody's name or answer in it: it stays when a learner is erased
 */
export async function audit(
  db: Kysely<Database>,
  entry: { classId: string; actor: string; what: Audited; about?: string; detail: string; at: number }
): Promise<void> {
  const { classId, ...rest } = entry;
  await db
    .insertInto('audit')
    .values({ id: newId(), class_id: classId, ...rest })
    .execute();
}

/** A line of the list, as it is read: names in place of ids. */
export interface AuditLine {
  id: string;
  at: number;
  who: string;
  what: string;
  about: string | null;
  detail: string;
}

const LINES = 50;

/**
 * A page of what was noted of a class, the newest first.
 * @param page from 1; one past the last is the last
 */
export async function auditPage(
  db: Kysely<Database>,
  classId: string,
  page: number
): Promise<{ entries: AuditLine[]; page: number; pages: number }> {
  const { count } = await db
    .selectFrom('audit')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('class_id', '=', classId)
    .executeTakeFirstOrThrow();
  const pages = Math.max(1, Math.ceil(Number(count) / LINES));
  const shown = Math.min(page, pages);
  const rows = await db
    .selectFrom('audit')
    .leftJoin('user', 'user.id', 'audit.actor')
    .leftJoin('learner as acting', 'acting.id', 'audit.actor')
    .leftJoin('learner as meant', 'meant.id', 'audit.about')
    .where('audit.class_id', '=', classId)
    .orderBy('audit.at', 'desc')
    .orderBy('audit.id')
    .limit(LINES)
    .offset((shown - 1) * LINES)
    .select(['audit.id', 'audit.at', 'audit.actor', 'audit.what', 'audit.about', 'audit.detail'])
    .select(['user.name as user', 'acting.name as learner', 'meant.name as whom'])
    .execute();
  const entries = rows.map(({ id, at, actor, what, about, detail, user, learner, whom }) => ({
    id,
    at,
    who: user ?? learner ?? (actor === 'system' ? 'The server' : 'Somebody who was erased'),
    what: AUDITED[what as Audited] ?? what,
    about: about === null || about === actor ? null : (whom ?? 'a learner who was erased'),
    detail
  }));
  return { entries, page: shown, pages };
}
