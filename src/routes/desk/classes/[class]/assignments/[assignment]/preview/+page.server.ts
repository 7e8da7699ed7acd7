import { blocksOf } from '$lib/classroom/draft.ts';
import { classOf } from '$lib/server/access.ts';
import { assignmentOf } from '$lib/server/assignments.ts';
import { packs, quotesOf, readableOf, sourceCard, termsOf } from '$lib/server/packs.ts';
import { pairsOf } from '$lib/server/pairs.ts';
import { tried } from '$lib/server/previews.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { db } = await classOf(event, event.params.class);
  const assignment = await assignmentOf(db, event.params.class, event.params.assignment);
  const { id, title, words, state, settings } = assignment;
  const blocks = blocksOf(assignment.parts);
  const asked = Number(event.url.searchParams.get('step') ?? 1);
  const at = Number.isInteger(asked) && asked >= 1 && asked <= blocks.length ? asked - 1 : 0;
  const instead = new Set(event.url.searchParams.getAll('instead'));
  const first = blocks[at]?.[0];
  return {
    assignment: { id, title, words, state, settings },
    steps: blocks.length,
    at,
    stepWords: first?.words ?? '',
    instead: [...instead],
    lesson: first?.lesson ? await lessonPage(first.pack, first.lesson) : null,
    items: await tried(db, assignment, at, instead)
  };
};

/** What the text of a lesson is made of besides its exercises; `null` where the packs have it no more. */
async function lessonPage(packSlug: string, slug: string) {
  const pack = (await packs()).find((pack) => pack.slug === packSlug);
  const lesson = pack?.lessons.find((lesson) => lesson.slug === slug);
  if (!pack || !lesson) return null;
  const { title, aims, contains } = lesson;
  return {
    ...{ pack: pack.slug, slug, title, aims, contains },
    quotes: quotesOf(pack, lesson.quotes),
    pairs: pairsOf(pack, lesson.pairs),
    terms: await termsOf(lesson),
    sources: readableOf(pack).map(sourceCard)
  };
}
