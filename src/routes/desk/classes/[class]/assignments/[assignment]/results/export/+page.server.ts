import { fail } from '@sveltejs/kit';
import { z } from 'zod';
import {
  CANVAS_IDS,
  canvasRows,
  canvasTitle,
  listed,
  MOODLE_IDS,
  moodleRows,
  plainRows
} from '$lib/classroom/gradebooks.ts';
import { audit } from '$lib/server/audit.ts';
import { csv } from '$lib/server/csv.ts';
import { gradebookOf } from '$lib/server/exports.ts';
import { given } from '$lib/server/forms.ts';
import { resultsOf } from '$lib/server/marks.ts';
import { noteSeen } from '$lib/server/seen.ts';
import { opened } from '../opened.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { db, assignment, instructor, now } = await opened(event);
  const { learners } = await resultsOf(db, assignment, now);
  await noteSeen(db, {
    ...{ classId: assignment.classId, actor: instructor.id, what: 'roster-seen', at: now },
    detail: `to export “${assignment.title}”`
  });
  return { names: learners.map(({ name }) => name) };
};

const Form = z.object({
  form: z.enum(['plain', 'moodle', 'canvas']),
  moodle: z.enum(MOODLE_IDS).catch('Email address'),
  canvas: z.enum(CANVAS_IDS).catch('SIS Login ID'),
  assignment: z
    .string()
    .trim()
    .regex(
      /^\d*$/,
      'The id is a number: it stands in brackets behind the assignment’s name in a file from Canvas.'
    )
    .default(''),
  who: z.string().max(200_000, 'The list is longer than any class.').default(''),
  parts: z.literal('on').optional(),
  bom: z.literal('on').optional()
});

export const actions: Actions = {
  default: async (event) => {
    const { db, assignment, instructor, now } = await opened(event);
    const form = await given(event.request, Form);
    if ('problems' in form) return fail(400, form);
    const { form: which, moodle, canvas, who, parts, bom } = form.data;
    const typed = form.data;
    const book = gradebookOf(assignment, await resultsOf(db, assignment, now));
    const people = listed(
      who,
      book.learners.map(({ name }) => name)
    );
    if (which !== 'plain' && 'problem' in people)
      return fail(400, { typed, problems: { who: people.problem } });
    const known = 'known' in people ? people.known : new Map<string, string>();
    const rows = {
      plain: () => plainRows(book),
      moodle: () => moodleRows(book, { by: moodle, known, parts: parts === 'on' }),
      canvas: () => canvasRows(book, { by: canvas, known, parts: parts === 'on' }, form.data.assignment)
    }[which]();
    await audit(db, {
      ...{ classId: assignment.classId, actor: instructor.id, what: 'exported', at: now },
      detail: `the marks of “${assignment.title}”`
    });
    return {
      typed,
      file: { name: `marks-${which}.csv`, text: csv(rows, bom === 'on') },
      // With its id, Canvas knows an assignment by that.
      called:
        which === 'canvas' && form.data.assignment === '' && canvasTitle(book.title) !== book.title
          ? canvasTitle(book.title)
          : null,
      left: which === 'plain' ? [] : book.learners.flatMap(({ name }) => (known.has(name) ? [] : [name]))
    };
  }
};
