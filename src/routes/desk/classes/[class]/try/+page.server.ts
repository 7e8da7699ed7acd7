import { error, redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { classOf } from '$lib/server/access.ts';
import { catalogue } from '$lib/server/catalogue.ts';
import { lessonPage } from '$lib/server/lesson-page.ts';
import { noteOnExercises, noteOnLesson } from '$lib/server/notes.ts';
import { offeredParts, tried } from '$lib/server/previews.ts';
import type { PageServerLoad } from './$types';

/** What the address names, `?of=exercise:pack/slug` or `?of=lesson:pack/slug`, as learners get it. */
export const load: PageServerLoad = async (event) => {
  const { db, class: row } = await classOf(event, event.params.class);
  const of = event.url.searchParams.get('of');
  if (of === null) redirect(303, resolve(`/desk/classes/${row.id}/live/new/`));
  const offered = await catalogue();
  const step = offeredParts(offered, of);
  if (!step)
    error(404, 'There is no such exercise, and no such lesson. Go back to the list and choose another.');
  const [{ pack, lesson }] = step.parts as [(typeof step.parts)[number]];
  const items = await tried(db, step, 0, false);
  return {
    of,
    contains:
      lesson === null
        ? await noteOnExercises(items.map(({ exercise }) => exercise))
        : await noteOnLesson(pack, lesson),
    lesson: lesson === null ? null : await lessonPage(pack, lesson),
    items
  };
};
