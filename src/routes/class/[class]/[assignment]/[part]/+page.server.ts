import { error, redirect } from '@sveltejs/kit';
import { lessonPage } from '$lib/server/lesson-page.ts';
import { noteOnExercises, noteOnLesson } from '$lib/server/notes.ts';
import { blocksIn, satIn, stepsOf } from '$lib/server/steps.ts';
import { standIn } from '$lib/server/works.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';
import { working } from '../opened.server.ts';

/** The step of a work that a part belongs to. */
async function stepOf(event: RequestEvent) {
  const found = await working(event);
  const blocks = blocksIn(found.own);
  const at = blocks.findIndex((block) => block.some(({ id }) => id === event.params.part));
  const block = blocks[at];
  if (!block) error(404, 'This assignment has no such step.');
  return { ...found, blocks, at, block };
}

export const load: PageServerLoad = async (event) => {
  const { db, own, work, now, home, ending, endsAt, limited, blocks, at, block } = await stepOf(event);
  if (ending) redirect(303, `${home}hand-in/`);
  const first = block[0]!;
  const items = await satIn(db, own, work, block, now);
  // Who would rather not work with the texts of a lesson is not shown them in its prose either.
  const instead = items.length > 0 && items.every(({ as }) => as === 'instead');
  const lesson = instead ? null : first.lesson;
  return {
    assignment: { id: own.assignment.id, title: own.title },
    work: { id: work.id, number: work.number },
    confidence: own.terms.settings.confidence,
    time: { now, endsAt, limited, zone: own.terms.settings.zone },
    steps: await stepsOf(db, own, work),
    step: { id: first.id, at, words: first.words },
    previous: blocks[at - 1]?.[0]?.id ?? null,
    next: blocks[at + 1]?.[0]?.id ?? null,
    lesson: lesson === null ? null : await lessonPage(first.pack, lesson),
    contains:
      lesson === null
        ? await noteOnExercises(items.map(({ exercise }) => exercise))
        : await noteOnLesson(first.pack, lesson),
    items
  };
};

async function take(event: RequestEvent, instead: boolean): Promise<never> {
  const { db, whose, home, block, now } = await stepOf(event);
  const ids = block.map(({ id }) => id);
  await standIn(db, whose, ids, instead, now);
  redirect(303, `${home}${ids[0]}/`);
}

export const actions: Actions = {
  /** Rather not these texts: the stand-ins count the same. */
  instead: (event) => take(event, true),
  back: (event) => take(event, false)
};
