import type { Kysely } from 'kysely';
import { audit, type Audited } from './audit.ts';
import type { Database } from './db/schema.ts';

/** For how long looking again at the same is no news. */
const HOUR = 3_600_000;

/** Notes that an instructor saw something, once an hour. */
export async function noteSeen(
  db: Kysely<Database>,
  entry: { classId: string; actor: string; what: Audited; about?: string; detail: string; at: number }
): Promise<void> {
  const { classId, actor, what, about, detail, at } = entry;
  let same = db
    .selectFrom('audit')
    .select('id')
    .where('class_id', '=', classId)
    .where('actor', '=', actor)
    .where('what', '=', what)
    .where('detail', '=', detail)
    .where('at', '>', at - HOUR)
    .where('at', '<=', at);
  same = about === undefined ? same.where('about', 'is', null) : same.where('about', '=', about);
  if (!(await same.limit(1).executeTakeFirst())) await audit(db, entry);
}
