import { GROUPS } from '$lib/packs/glossary.ts';
import { glossary, packs } from '$lib/server/packs.ts';
import type { PageServerLoad } from './$types';

/** Every term, and the lesson that introduces it first. */
export const load: PageServerLoad = async () => {
  const lessons = (await packs()).flatMap(({ slug, lessons }) =>
    lessons.map((lesson) => ({ pack: slug, ...lesson }))
  );
  const terms = (await glossary()).map(({ see, ...term }) => {
    const first = lessons.find((lesson) => lesson.terms.includes(term.id));
    return {
      ...term,
      see,
      met: first ? { pack: first.pack, slug: first.slug, title: first.title } : null
    };
  });
  return {
    terms,
    groups: Object.entries(GROUPS).map(([id, name]) => ({ id, name }))
  };
};
