import { pairEntries, pairOf, pairsOf } from '$lib/server/compare.ts';
import { metOf, noteOnTexts } from '$lib/server/notes.ts';
import { readingOf, sourceCard } from '$lib/server/packs.ts';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = pairEntries;

export const load: PageServerLoad = async ({ params }) => {
  const { pack, a, b, alignment, next } = await pairOf(params.pack, params.source, params.other);
  const { matches, partners } = alignment;
  const short = ({ id, meta }: typeof a) => ({ id, name: meta.name });
  return {
    pack: { slug: pack.slug, title: pack.meta.title, contains: noteOnTexts(pack, [a.id, b.id]) },
    met: metOf(pack, [a.id, b.id]),
    a: { card: sourceCard(a), passage: readingOf(a) },
    b: { card: sourceCard(b), passage: readingOf(b) },
    matches,
    partners,
    pairs: pairsOf(pack).map(([one, two]) => ({ a: short(one), b: short(two) })),
    next: next && { a: short(next[0]), b: short(next[1]) }
  };
};
