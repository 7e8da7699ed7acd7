import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { endOf, standing } from '$lib/classroom/phase.ts';
import { learnerOf } from '$lib/server/access.ts';
import { answersOf } from '$lib/server/feedback.ts';
import { timesOf } from '$lib/server/work-rows.ts';
import { isSet, runningOf } from '$lib/server/works.ts';

type Event = RequestEvent<{ class: string; assignment: string }>;

/**
 * The assignment of the learner who asks. To whom the class shows none of this id it is a 404. Of one that is for others
 * nothing is said but that: not even its title, and not whom it is for.
 */
export async function opened(event: Event) {
  const { db, learner, class: row } = await learnerOf(event, event.params.class);
  const now = Date.now();
  const whose = { classId: row.id, assignmentId: event.params.assignment, learnerId: learner.id };
  const own = await answersOf(db, whose, now);
  if (!own && (await isSet(db, whose)))
    error(403, { message: 'This is set to others in your class.', others: true });
  if (!own) error(404, 'There is no such assignment in this class.');
  const home = resolve(`/class/${row.id}/${own.assignment.id}/`);
  return { db, own, whose, now, home };
}

/** The same with the work that is being done; where there is none, the first page of the assignment says what is. */
export async function working(event: Event) {
  const found = await opened(event);
  const { own, now, home } = found;
  const work = runningOf(own, now);
  if (!work) redirect(303, home);
  const times = timesOf(work);
  return {
    ...found,
    work,
    /** Whether its time is over, and only what is on its way is still taken. */
    ending: standing(own.terms, times, now) === 'ending',
    endsAt: endOf(own.terms, times),
    limited: work.ends_at !== null
  };
}
