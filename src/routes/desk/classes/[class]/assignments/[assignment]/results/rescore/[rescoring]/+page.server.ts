import { error, fail, redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { Outcome, type RescoringRefusal } from '$lib/classroom/rescoring.ts';
import { applyRescoring, discardRescoring, rescoringOf } from '$lib/server/rescoring-apply.ts';
import { makePreview, stoppedBy } from '$lib/server/rescoring-jobs.ts';
import { previewOf, stagedOf } from '$lib/server/rescoring-preview.ts';
import { noteSeen } from '$lib/server/seen.ts';
import { opened, presentExercises } from '../../opened.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { db, assignment, instructor, now } = await opened(event);
  const found = await rescoringOf(db, assignment, event.params.rescoring);
  if (!found) error(404, 'There is no such preview: it was thrown away, or another took its place.');
  const stopped = found.ready_at === null ? stoppedBy(found.id) : null;
  // One that was being made when the server stopped goes on from here.
  const ready = found.ready_at !== null || (stopped === null && (await makePreview(db, found.id)));
  const row = ready ? ((await rescoringOf(db, assignment, found.id)) ?? found) : found;
  const isPreview = ready && row.applied_at === null;
  if (isPreview)
    await noteSeen(db, {
      ...{ classId: assignment.classId, actor: instructor.id, what: 'results-seen', at: now },
      detail: `the preview of a rescoring of “${assignment.title}”`
    });
  return {
    why: row.why,
    appliedAt: row.applied_at,
    stopped,
    outcome: row.outcome === null ? null : Outcome.parse(JSON.parse(row.outcome)),
    progress: ready ? null : await stagedOf(db, row),
    preview: isPreview ? await previewOf(db, assignment, row.id, now) : null
  };
};

const REFUSED: Record<RescoringRefusal, string> = {
  'marks-changed':
    'Nothing was changed: since this preview somebody handed in, or marks changed. Make the preview again.',
  'keys-changed':
    'Nothing was changed: since this preview a key or an accepted reading changed. Make the preview again.',
  'not-ready': 'Nothing was changed: the preview is still being made. Wait until it is whole.',
  gone: 'Nothing was changed: this preview was thrown away or applied already.'
};

export const actions: Actions = {
  apply: async (event) => {
    const { db, assignment, instructor, now } = await opened(event);
    const by = { by: instructor.id, now };
    const outcome = await applyRescoring(
      db,
      assignment,
      event.params.rescoring,
      await presentExercises(),
      by
    );
    if ('refused' in outcome) return fail(409, { refused: REFUSED[outcome.refused] });
    return { applied: true };
  },

  discard: async (event) => {
    const { db, assignment, instructor, now } = await opened(event);
    await discardRescoring(db, assignment, event.params.rescoring, { by: instructor.id, now });
    redirect(
      303,
      resolve(`/desk/classes/${assignment.classId}/assignments/${assignment.id}/results/rescore/`)
    );
  },

  again: async (event) => {
    const { db, assignment } = await opened(event);
    const found = await rescoringOf(db, assignment, event.params.rescoring);
    if (found) await makePreview(db, found.id);
  }
};
