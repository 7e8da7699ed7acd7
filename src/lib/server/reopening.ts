import type { Kysely } from 'kysely';
import type { DraftProblem } from '../classroom/changes.ts';
import { closesOf } from '../classroom/phase.ts';
import type { Settings } from '../classroom/settings.ts';
import type { Database } from './db/schema.ts';
import { settingsOf } from './versions.ts';

/**
 * Reasons that come after closing are for all at once. Where it has closed and is opened again, whoever is not done may
 * hear them from those who have seen them: an instructor is told, and has to mean it.
 */

/** How many learners may have seen the reasons of an assignment that gives them after closing. */
async function mayHaveSeen(db: Kysely<Database>, id: string, now: number): Promise<number> {
  const works = await db
    .selectFrom('work')
    .innerJoin('assignment', 'assignment.id', 'work.assignment_id')
    .leftJoin('extension', (join) =>
      join
        .onRef('extension.assignment_id', '=', 'work.assignment_id')
        .onRef('extension.learner_id', '=', 'work.learner_id')
    )
    .where('work.assignment_id', '=', id)
    .where('work.kind', '=', 'assigned')
    .select(['work.learner_id', 'assignment.settings', 'extension.minutes', 'extension.until'])
    .execute();
  const closed = works.filter(({ settings, minutes, until }) => {
    const extension = minutes === null ? null : { minutes, until };
    return now >= (closesOf({ settings: settingsOf(settings), extension, shut: false }) ?? Infinity);
  });
  return new Set(closed.map(({ learner_id }) => learner_id)).size;
}

/**
 * What an instructor has to confirm before new settings are saved.
 * @param now milliseconds since 1970
 * @returns nothing where nobody can have seen a reason, or nothing is opened again
 */
export async function reopenProblems(
  db: Kysely<Database>,
  { id, settings: was }: { id: string; settings: Settings },
  is: Settings,
  now: number
): Promise<DraftProblem[]> {
  const opens = was.closes !== null && was.closes <= now && (is.closes === null || is.closes > now);
  const seen = opens && was.feedback === 'closed' ? await mayHaveSeen(db, id, now) : 0;
  if (seen === 0) return [];
  const who = seen === 1 ? 'one learner' : `${seen} learners`;
  const message = `It has closed, and ${who} may have seen the reasons already. Whoever is not done could hear them. Tick “Open it again all the same”, or leave the closing time as it was.`;
  return [{ path: 'reopen', message }];
}
