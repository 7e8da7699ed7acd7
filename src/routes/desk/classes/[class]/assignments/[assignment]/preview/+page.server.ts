import { blocksOf } from '$lib/classroom/draft.ts';
import { classOf } from '$lib/server/access.ts';
import { assignmentOf } from '$lib/server/assignments.ts';
import { lessonPage } from '$lib/server/lesson-page.ts';
import { noteOnExercises, noteOnLesson } from '$lib/server/notes.ts';
import { tried } from '$lib/server/previews.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { db } = await classOf(event, event.params.class);
  const assignment = await assignmentOf(db, event.params.class, event.params.assignment);
  const { id, title, words, state, settings } = assignment;
  const blocks = blocksOf(assignment.parts);
  const asked = Number(event.url.searchParams.get('step') ?? 1);
  const at = Number.isInteger(asked) && asked >= 1 && asked <= blocks.length ? asked - 1 : 0;
  const instead = event.url.searchParams.has('instead');
  const first = blocks[at]?.[0];
  const items = await tried(db, assignment, at, instead);
  // As for learners: the prose of a lesson is left out with its texts.
  const all = items.length > 0 && items.every((item) => item.instead);
  const lesson = first && !all ? first.lesson : null;
  return {
    assignment: { id, title, words, state, settings },
    steps: blocks.length,
    at,
    stepWords: first?.words ?? '',
    instead,
    lesson: first && lesson !== null ? await lessonPage(first.pack, lesson) : null,
    contains:
      first && lesson !== null
        ? await noteOnLesson(first.pack, lesson)
        : await noteOnExercises(items.map(({ exercise }) => exercise)),
    items
  };
};
