import { error } from '@sveltejs/kit';
import { packOf, packs, readableOf, readingOf, sourceCard } from '$lib/server/packs.ts';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = async () =>
  (await packs()).flatMap((pack) => readableOf(pack).map(({ id }) => ({ pack: pack.slug, source: id })));

export const load: PageServerLoad = async ({ params }) => {
  const pack = await packOf(params.pack);
  const texts = readableOf(pack);
  const at = texts.findIndex(({ id }) => id === params.source);
  const source = texts[at] ?? error(404, 'There is no such text.');
  const next = texts[at + 1];
  return {
    pack: { slug: pack.slug, title: pack.meta.title, contains: pack.meta.contains },
    source: sourceCard(source),
    paragraphs: readingOf(source),
    next: next ? { id: next.id, name: next.meta.name } : null
  };
};
