import { redirect, type RequestEvent } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { findExercise } from '$lib/packs/submission.ts';
import { classOf } from '$lib/server/access.ts';
import { assignmentOf } from '$lib/server/assignments.ts';
import { packs } from '$lib/server/packs.ts';
import type { Present } from '$lib/server/rescoring-pending.ts';

/**
 * What every page of results works with. A draft has none: it leads back to where it is written, but for its sheets,
 * which may be wanted before it is published.
 */
export async function opened(event: RequestEvent<{ class: string; assignment: string }>) {
  const { db, instructor, class: row } = await classOf(event, event.params.class);
  const assignment = await assignmentOf(db, row.id, event.params.assignment);
  if (assignment.state === 'draft' && !event.route.id?.includes('/results/print'))
    redirect(303, resolve(`/desk/classes/${row.id}/assignments/${assignment.id}/`));
  return { db, instructor, assignment, now: Date.now() };
}

/** The exercises of the packs as they are now. */
export async function presentExercises(): Promise<Present> {
  const all = await packs();
  return (name) => findExercise(all, name);
}

/** Whether names are not to be shown: the page is looked at by others. */
export const hidesNames = (url: URL): boolean => url.searchParams.get('names') === 'hidden';
