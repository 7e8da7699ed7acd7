import { packs, quotesOf, readableOf, sourceCard, termsOf } from './packs.ts';
import { pairsOf } from './pairs.ts';

/** What the text of a lesson is made of besides its exercises; `null` where the packs have it no more. */
export async function lessonPage(packSlug: string, slug: string) {
  const pack = (await packs()).find((pack) => pack.slug === packSlug);
  const lesson = pack?.lessons.find((lesson) => lesson.slug === slug);
  if (!pack || !lesson) return null;
  const { title, aims, contains, exercises } = lesson;
  return {
    ...{ pack: pack.slug, slug, title, aims, contains, exercises },
    quotes: quotesOf(pack, lesson.quotes),
    pairs: pairsOf(pack, lesson.pairs),
    terms: await termsOf(lesson),
    sources: readableOf(pack).map(sourceCard)
  };
}
