import { readFiles } from '../../src/lib/packs/files.ts';
import { readPacks } from '../../src/lib/packs/load.ts';
import { itemVersionOf } from '../../src/lib/packs/version.ts';

/** An exercise of the warm-up as an assignment pins it, for stores that a journey makes. */
export async function pinned(name: string) {
  const { packs } = await readPacks(readFiles('lessons'));
  const pack = packs.find(({ slug }) => slug === 'warm-up')!;
  const { version, slug, type, title, task, skill, level, minutes, access, item, key, sources } =
    pack.exercises.find((each) => each.slug === name)!;
  const cards = pack.sources
    .filter(({ id }) => sources.includes(id))
    .map(({ meta: { id, name, year, primary } }) => ({ id, name, year, primary, facts: [] }));
  return {
    ...{ version, pack: pack.slug, slug, type, title, task, skill, level, minutes, access },
    item_version: itemVersionOf(type, item),
    ...{ item: JSON.stringify(item), key: JSON.stringify(key), sources: JSON.stringify(cards) }
  };
}
