import type { Change } from '../../text/annotation.ts';
import { place } from '../parts/deriving.ts';
import {
  about,
  choose,
  numbered,
  overlaps,
  passagesOf,
  stretchesOf,
  tooFewOf,
  type Sources
} from './choosing.ts';
import type { Derived } from './derive.ts';
import type { Select } from './schema.ts';

/** Stretches, each with another wording in its place: what the swap changes. */
export function deriveSwap(
  { stretches, changes }: Extract<Select, { mode: 'swap' }>,
  sources: Sources
): Derived {
  const { chosen, problems } = choose(
    stretches,
    sources,
    'stretches',
    'device or plain stretch',
    stretchesOf
  );
  problems.push(...overlaps(chosen, 'stretches'));
  const passages = passagesOf(chosen.map(({ source }) => source));
  const entries = numbered(passages, chosen, ({ source, entry }) => ({ source, span: entry.span })).flatMap(
    ({ id, ref, at, source, entry }) => {
      const all = about(entry, sources);
      const refuse = (code: string, detail: string) =>
        void problems.push({ path: ['stretches', at], code, detail });
      if (!all.swap) refuse('no-swap', `${ref} has no swap`);
      else if (!(changes as Change[]).includes(all.swap.changes))
        refuse('no-class', `the swap of ${ref} changes ${all.swap.changes}, which is not offered`);
      else
        return [
          {
            id,
            ref,
            places: [place(source, entry.span)],
            shows: [],
            as: all.swap.changes,
            reason: all.swap.reason,
            about: all,
            contested: ('contested' in entry && entry.contested) || null,
            swap: all.swap.text
          }
        ];
      return [];
    }
  );
  problems.push(
    ...tooFewOf(
      'changes',
      changes,
      entries.flatMap(({ as, contested }) => (contested ? [] : as))
    )
  );
  if (problems.length > 0) return { problems };
  return {
    item: {
      mode: 'swap',
      passages,
      changes,
      asked: entries.map(({ id, places, swap }) => ({ id, places, swap }))
    },
    key: { mode: 'swap', entries: entries.map(({ swap: _, ...entry }) => entry) }
  };
}
