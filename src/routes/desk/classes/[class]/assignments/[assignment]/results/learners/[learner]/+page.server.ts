import { error, fail, redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { z } from 'zod';
import type { SourceCard } from '$lib/exercises/lesson/context.ts';
import { countedPoints, shownMark, withoutPoints, workMark } from '$lib/classroom/marks.ts';
import { registry, type TypeName } from '$lib/exercises/registry.ts';
import { given } from '$lib/server/forms.ts';
import { commentsOn, pastMarks, seenAnswer, type SeenAnswer } from '$lib/server/learner-results.ts';
import {
  comment,
  override,
  Points,
  propose,
  takeBackComment,
  Words,
  workOf
} from '$lib/server/mark-changes.ts';
import { acceptable } from '$lib/server/marking.ts';
import { markedParts, resultsOf } from '$lib/server/marks.ts';
import { learnerIn } from '$lib/server/roster.ts';
import { noteSeen } from '$lib/server/seen.ts';
import { hidesNames, opened } from '../../opened.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

async function asked(event: RequestEvent) {
  const found = await opened(event);
  const { db, assignment, instructor, now } = found;
  const learner = await learnerIn(db, assignment.classId, event.params.learner);
  if (!learner) error(404, 'There is no such learner in this class.');
  const concerning = {
    ...{ classId: assignment.classId, assignment, learnerId: learner.id },
    ...{ by: instructor.id, now }
  };
  return { ...found, learner, concerning };
}

/** One learner's answers beside the key. */
export const load: PageServerLoad = async (event) => {
  const { db, instructor, assignment, now, learner } = await asked(event);
  const { parts, learners } = await resultsOf(db, assignment, now);
  const hidden = hidesNames(event.url);
  const result = learners.find(({ id }) => id === learner.id);
  const works = result?.works ?? [];
  const number = Number(event.url.searchParams.get('attempt'));
  const work = works.find((one) => one.number === number) ?? result?.counts ?? works.at(-1) ?? null;
  const partId = event.url.searchParams.get('part');
  const part = parts.find(({ id }) => id === partId) ?? parts[0] ?? null;
  await noteSeen(db, {
    ...{ classId: assignment.classId, actor: instructor.id, about: learner.id, at: now },
    ...{ what: 'answers-seen', detail: `“${assignment.title}”` }
  });
  const seen = work && part ? await seenAnswer(db, work.id, part.id) : null;
  return {
    hidden,
    learner: { id: learner.id, name: hidden ? 'A learner' : learner.name },
    /** Whether it is for them. */
    set: result !== undefined,
    works: works.map(({ id, number, done, late }) => ({ id, number, done, late })),
    work: work && {
      ...{ id: work.id, number: work.number, done: work.done, late: work.late, byTime: work.byTime },
      ...{ handedInAt: work.handedInAt, startedAt: work.startedAt },
      counts: work.id === result?.counts?.id,
      mark: work.done ? shownMark(workMark(work.parts) ?? 0) : null
    },
    parts: parts.map(({ id, number, title }, i) => {
      const own = work?.parts[i];
      return {
        ...{ id, number, title },
        points: own && work.done ? countedPoints(own) : null,
        spared: own?.spared ?? false,
        answered: own?.answered ?? false,
        without: own && work!.done ? withoutPoints(own) : null,
        override: own?.override ?? null,
        score: own?.score ?? null
      };
    }),
    part: part && { id: part.id, number: part.number, title: part.title },
    seen: seen && (await shown(seen)),
    comments: work ? await commentsOn(db, work.id, instructor.id) : [],
    past: work ? await pastMarks(db, work.id) : []
  };
};

/** An answer with its verdict, and the readings in it that could be accepted. */
async function shown({ pinned, answer, savedAt, verdict }: SeenAnswer) {
  const { row, item, key } = pinned;
  const classroom = await registry[row.type as TypeName].classroom();
  const units = classroom.items(item, key);
  const say = (id: string, value: string | null) =>
    value === null ? '' : classroom.reading(item, id, value).name;
  return {
    ...{ type: row.type as TypeName, title: row.title, task: row.task, access: row.access },
    ...{ item, answer, savedAt, verdict },
    sources: JSON.parse(row.sources) as SourceCard[],
    readings: (verdict?.items ?? []).filter(acceptable).map(({ id, given, expected }) => {
      const at = units.findIndex((unit) => unit.id === id);
      return {
        id,
        what: units[at]?.what ?? id,
        given: say(id, given),
        expected: expected === 'furniture' ? 'Not a claim' : say(id, expected)
      };
    })
  };
}

const Id = z.string().min(1).max(40);

/** The work and the part that a form names, where they belong to this learner and assignment. */
async function concerned(event: RequestEvent, of: { work: string; part?: string }) {
  const found = await asked(event);
  const work = await workOf(found.db, found.concerning, of.work);
  const parts = await markedParts(found.db, found.assignment);
  const part = parts.find(({ id }) => id === of.part) ?? null;
  if (!work || (of.part && !part)) error(404, 'There is no such work of this learner.');
  return { ...found, work, part };
}

export const actions: Actions = {
  comment: async (event) => {
    const form = await given(event.request, z.object({ work: Id, part: z.string(), words: Words }));
    if ('problems' in form) return fail(400, { action: 'comment', ...form });
    const { words } = form.data;
    const { db, concerning, work, part } = await concerned(event, form.data);
    await comment(db, concerning, { work: work.id, part: part?.id ?? null, words });
    return { action: 'comment', done: true };
  },

  uncomment: async (event) => {
    const form = await given(event.request, z.object({ work: Id, comment: Id }));
    if ('problems' in form) error(400, 'The form is not whole.');
    const { db, concerning, work } = await concerned(event, { work: form.data.work });
    await takeBackComment(db, concerning, work.id, form.data.comment);
  },

  override: async (event) => {
    const form = await given(event.request, z.object({ work: Id, part: Id, points: Points, reason: Words }));
    if ('problems' in form) return fail(400, { action: 'override', ...form });
    const { points, reason } = form.data;
    const { db, concerning, work, part } = await concerned(event, form.data);
    await override(db, concerning, { work: work.id, part: part!, points, reason });
    return { action: 'override', done: true };
  },

  restore: async (event) => {
    const form = await given(event.request, z.object({ work: Id, part: Id, reason: Words }));
    if ('problems' in form) return fail(400, { action: 'restore', ...form });
    const { db, concerning, work, part } = await concerned(event, form.data);
    await override(db, concerning, { work: work.id, part: part!, points: null, reason: form.data.reason });
    return { action: 'restore', done: true };
  },

  accept: async (event) => {
    const schema = z.object({
      ...{ work: Id, part: Id, reason: Words },
      item: z.string('Choose the reading that is to count.').min(1, 'Choose the reading that is to count.')
    });
    const form = await given(event.request, schema);
    if ('problems' in form) return fail(400, { action: 'accept', ...form });
    const { item, reason } = form.data;
    const { db, assignment, concerning, work, part } = await concerned(event, form.data);
    const outcome = await propose(db, concerning, { work: work.id, part: part!, item, reason });
    if (outcome === 'none')
      return fail(409, {
        action: 'accept',
        problems: { item: 'This reading is gone or counts already. Reload the page.' },
        typed: { item, reason }
      });
    redirect(
      303,
      resolve(`/desk/classes/${assignment.classId}/assignments/${assignment.id}/results/rescore/`)
    );
  }
};
