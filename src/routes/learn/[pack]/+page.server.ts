import { packOf, packs, readableOf, shelfPack, sourceCard } from '$lib/server/packs.ts';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = async () => (await packs()).map(({ slug }) => ({ pack: slug }));

export const load: PageServerLoad = async ({ params }) => {
  const pack = await packOf(params.pack);
  const { ground, absent, reviewed } = pack.meta;
  return {
    pack: shelfPack(pack),
    sources: readableOf(pack).map(sourceCard),
    ground,
    absent,
    reviewed
  };
};
