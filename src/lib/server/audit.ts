import type { Kysely } from 'kysely';
import type { Database } from './db/schema.ts';
import { newId } from './ids.ts';

/** What is noted of a class, and how its list says it. */
export const AUDITED = {
  'class-changed': 'changed the class',
  'roster-changed': 'changed the roster',
  'learner-joined': 'joined',
  'learner-returned': 'came back on a device',
  'instructor-joined': 'became a co-teacher',
  'assignment-changed': 'changed an assignment',
  'answers-seen': 'opened the answers of a learner',
  'results-seen': 'opened results',
  'mark-changed': 'changed a mark',
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
