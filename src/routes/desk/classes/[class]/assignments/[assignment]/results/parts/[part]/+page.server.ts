import { error } from '@sveltejs/kit';
import { z } from 'zod';
import { registry, type TypeName } from '$lib/exercises/registry.ts';
import type { SourceCard } from '$lib/exercises/lesson/context.ts';
import { resultsOf } from '$lib/server/marks.ts';
import { analysisOf, changeOf } from '$lib/server/part-analysis.ts';
import { chosenWorks, partAnswers, type Attempt } from '$lib/server/part-results.ts';
import { noteSeen } from '$lib/server/seen.ts';
import { versionOf } from '$lib/server/versions.ts';
import { opened } from '../../opened.server.ts';
import type { PageServerLoad } from './$types';

const Asked = z.enum(['counts', 'first', 'last']).catch('counts');

/** The class's answers to an exercise, over its texts. It holds the key, as the whole of an instructor's desk may. */
export const load: PageServerLoad = async (event) => {
  const { db, instructor, assignment, now } = await opened(event);
  const results = await resultsOf(db, assignment, now);
  const part = results.parts.find(({ id }) => id === event.params.part);
  if (!part) error(404, 'There is no such exercise in this assignment.');
  const standIn = event.url.searchParams.get('instead') !== null ? part.standIn : null;
  const version = standIn?.version ?? part.version;
  const pinned = await versionOf(db, version);
  if (!pinned) error(500, 'The exercise that was set is missing from the database.');

  const which: Attempt = Asked.parse(event.url.searchParams.get('of'));
  const answersOf = (asked: Attempt, of = version) =>
    partAnswers(db, assignment, { part: part.id, version: of, works: chosenWorks(results.learners, asked) });
  const answers = await answersOf(which);
  const instead = part.standIn && !standIn ? (await answersOf(which, part.standIn.version)).length : 0;
  const several = results.learners.some(({ works }) => works.filter(({ done }) => done).length > 1);
  const { item, key, row } = pinned;
  const classroom = await registry[row.type as TypeName].classroom();
  await noteSeen(db, {
    classId: assignment.classId,
    actor: instructor.id,
    what: 'results-seen',
    detail: `exercise ${part.number} of “${assignment.title}”`,
    at: now
  });
  return {
    part: { ...part, of: results.parts.length },
    neighbours: {
      before: results.parts[part.number - 2]?.id ?? null,
      after: results.parts[part.number]?.id ?? null
    },
    exercise: { title: row.title, task: row.task, type: row.type as TypeName, access: row.access },
    standIn: standIn !== null,
    instead,
    which,
    several,
    of: answers.length,
    item,
    key,
    sources: JSON.parse(row.sources) as SourceCard[],
    counts: classroom.count(
      item,
      answers.map(({ answer }) => answer)
    ),
    analysis: await analysisOf(pinned, answers),
    progress: several ? await changeOf(pinned, await answersOf('first'), await answersOf('last')) : null
  };
};
