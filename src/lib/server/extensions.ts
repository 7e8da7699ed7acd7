import type { Kysely } from 'kysely';
import type { MoreTime } from '../classroom/more-time.ts';
import { mayBegin, phaseOf, standing, type Extension } from '../classroom/phase.ts';
import { audit } from './audit.ts';
import { retried } from './db/retried.ts';
import type { Database } from './db/schema.ts';
import { goOn, handInOverdue } from './handing-in.ts';
import { timesOf, type Whose } from './work-rows.ts';
import { readOwn, type Own } from './works.ts';

/** More time for one learner. */

/**
 * Gives one learner more time, on top of what an earlier extension gave: minutes where they are more, a date in the place
 * of an earlier one. A work that the time had handed in goes on where it stopped.
 * @param more.until takes the place of due and closing time where those are earlier; `null` leaves what there is
 */
export async function extend(
  db: Kysely<Database>,
  whose: Whose,
  more: Extension,
  by: string,
  now: number
): Promise<MoreTime> {
  const { classId, assignmentId, learnerId } = whose;
  await handInOverdue(db, whose, now);
  return retried(db, async (tx) => {
    const row = { ...more, created_by: by, created_at: now };
    await tx
      .insertInto('extension')
      .values({ class_id: classId, assignment_id: assignmentId, learner_id: learnerId, ...row })
      .onConflict((on) =>
        on.columns(['assignment_id', 'learner_id']).doUpdateSet((eb) => ({
          ...row,
          minutes: eb
            .case()
            .when('extension.minutes', '>', more.minutes)
            .then(eb.ref('extension.minutes'))
            .else(more.minutes)
            .end(),
          until: more.until ?? eb.ref('extension.until')
        }))
      )
      .execute();
    const reopened = await goOn(tx, whose, now);
    await note(tx, whose, 'Gave a learner more time.', by, now);
    if (reopened > 0) return 'goes-on';
    const own = await readOwn(tx, whose);
    return own ? whatOf(own, now) : 'past';
  });
}

/** What more time does where it reopens nothing. */
function whatOf({ terms, works }: Own, now: number): MoreTime {
  const times = works.map(timesOf);
  const last = works.at(-1);
  if (mayBegin(terms, times, now) || phaseOf(terms, times, now) === 'not-yet') return 'more';
  if (!last) return 'past';
  if (last.handed_in_at === null) return standing(terms, timesOf(last), now) === 'running' ? 'more' : 'past';
  if (last.handed_in_by === 'learner') return 'handed-in';
  return last.revealed_at === null ? 'past' : 'revealed';
}

/** A learner has everybody's time again. What goes on by then is handed in when that has ended. */
export async function takeBackTime(
  db: Kysely<Database>,
  whose: Whose,
  by: string,
  now: number
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx
      .deleteFrom('extension')
      .where('class_id', '=', whose.classId)
      .where('assignment_id', '=', whose.assignmentId)
      .where('learner_id', '=', whose.learnerId)
      .execute();
    await note(tx, whose, 'Took back the time that a learner was given.', by, now);
  });
}

const note = (tx: Kysely<Database>, { classId, learnerId }: Whose, detail: string, by: string, now: number) =>
  audit(tx, { classId, actor: by, at: now, about: learnerId, what: 'assignment-changed', detail });
