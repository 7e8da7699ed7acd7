import { error } from '@sveltejs/kit';
import { pairsOf } from '$lib/server/compare.ts';
import { metOf, noteOnTexts } from '$lib/server/notes.ts';
import { packOf, packs, practiceOf, readableOf, readingOf, sourceCard } from '$lib/server/packs.ts';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = async () =>
  (await packs()).flatMap((pack) => readableOf(pack).map(({ id }) => ({ pack: pack.slug, source: id })));

/** The text and what is known of it. Its layers are keys, and no part of this. */
export const load: PageServerLoad = async ({ params }) => {
  const pack = await packOf(params.pack);
  const texts = readableOf(pack);
  const at = texts.findIndex(({ id }) => id === params.source);
  const source = texts[at] ?? error(404, 'There is no such text.');
  const next = texts[at + 1];
  const instead = Object.values(pack.meta.standIns)[0]?.split('/')[0];
  const other = instead === undefined ? null : await packOf(instead);
  return {
    pack: { slug: pack.slug, title: pack.meta.title, contains: noteOnTexts(pack, [source.id]) },
    /** Where the exercises are that may be taken instead of those on this text. */
    instead: other && { pack: other.slug, title: other.meta.title },
    met: metOf(pack, [source.id]),
    source: sourceCard(source),
    passage: readingOf(source),
    practice: practiceOf(pack),
    pairs: pairsOf(pack)
      .filter((pair) => pair.includes(source))
      .map(([a, b]) => ({ a: a.id, b: b.id, name: (a === source ? b : a).meta.name })),
    next: next ? { id: next.id, name: next.meta.name } : null
  };
};
