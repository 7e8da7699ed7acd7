import { packOf, packs, practiceOf, readableOf, shelfPack, sourceCard } from '$lib/server/packs.ts';
import { pairsOf } from '$lib/server/compare.ts';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = async () => (await packs()).map(({ slug }) => ({ pack: slug }));

/** What is known of the texts. The pictures are drawn from keys, and no part of this. */
export const load: PageServerLoad = async ({ params }) => {
  const pack = await packOf(params.pack);
  const { ground, absent, ledger, event } = pack.meta;
  const texts = readableOf(pack);
  return {
    pack: shelfPack(pack),
    sources: texts.map(sourceCard),
    forClasses: pack.sources.length - texts.length,
    pairs: pairsOf(pack).map(([a, b]) => ({ a: a.id, b: b.id })),
    practice: practiceOf(pack),
    ground,
    absent,
    ledger: ledger ?? null,
    event: event?.name ?? null
  };
};
