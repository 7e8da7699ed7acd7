import type { Half } from '../define.ts';
import { halves } from '../parts/half.ts';
import type { Answer, Item, LinkAnswer } from './schema.ts';

/** What is owed of a statement’s link, in words; '' where nothing is, or neither source nor cue is marked: it is open then. */
export function owed(
  { names }: { names: readonly string[] },
  link: LinkAnswer['links'][string] | undefined
): string {
  if (!link) return '';
  const { source, cue, order } = link;
  const nested = names.length > 0;
  if (source.length + cue.length === 0) return '';
  return [
    source.length === 0 && 'no source',
    cue.length === 0 && 'no cue',
    nested && order.length === 0 && 'no order of speakers'
  ]
    .filter(Boolean)
    .join(' and ');
}

/** See `Logic.half`. Labels and marks are whole at once. */
export const half = (item: Item, answer: Answer, among?: ReadonlySet<string>): Half[] =>
  item.mode === 'link' && answer.mode === 'link'
    ? halves(
        item.statements
          .filter(({ id }) => among?.has(id) ?? true)
          .map((one) => owed(one, answer.links[one.id]))
      )
    : [];
