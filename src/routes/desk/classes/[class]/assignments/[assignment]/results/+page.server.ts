import { saidHeads } from '$lib/classroom/live/heads.ts';
import { noteSeen } from '$lib/server/seen.ts';
import { attendanceOf } from '$lib/server/live/attendance.ts';
import { liveOf } from '$lib/server/live/sessions.ts';
import { sessionBehind } from '$lib/server/live/taking-back.ts';
import { resultsOf } from '$lib/server/marks.ts';
import { isPending, pendingOf } from '$lib/server/rescoring-pending.ts';
import { hidesNames, opened, presentExercises } from './opened.server.ts';
import { columnsOf, gapsOf, rowsOf } from './rows.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { db, instructor, assignment, now } = await opened(event);
  const results = await resultsOf(db, assignment, now);
  const pending = await pendingOf(db, assignment, await presentExercises());
  await noteSeen(db, {
    classId: assignment.classId,
    actor: instructor.id,
    what: 'results-seen',
    detail: `“${assignment.title}”`,
    at: now
  });
  const session = await sessionBehind(db, assignment);
  const live = session && (await liveOf(db, assignment.classId, session.live, now));
  const hidden = hidesNames(event.url);
  const byMark = event.url.searchParams.get('by') === 'mark';
  const rows = rowsOf(results, hidden);
  return {
    hidden,
    byMark,
    rows: byMark ? rows.sort((a, b) => (b.mark ?? -1) - (a.mark ?? -1)) : rows,
    columns: columnsOf(results),
    attempts: assignment.settings.attempts,
    counts: assignment.settings.counts,
    pending: isPending(pending),
    gaps: gapsOf(assignment.settings),
    session: session && { ...session, heads: live && saidHeads(await attendanceOf(db, live)) }
  };
};
