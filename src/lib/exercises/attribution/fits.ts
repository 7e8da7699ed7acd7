import { hasOnly, isList, isObject, isRecord, labelsFit, placed, type Loose } from '../parts/fitting.ts';
import type { Item, LinkAnswer, MarkAnswer, SortAnswer } from './schema.ts';

/**
 * Whether a stored value is an answer to this item: what `Answer` in `schema.ts` asks and what the item adds to it,
 * without the schemas: every page with an exercise asks it before it shows what the browser has kept.
 */
export function fits(item: Item, value: unknown): boolean {
  if (!isObject(value) || value.mode !== item.mode) return false;
  if (item.mode === 'sort') {
    const { labels, sure } = value as Loose<SortAnswer>;
    const known = new Set(item.statements.map(({ id }) => id));
    return hasOnly(value, 'mode', 'labels', 'sure') && labelsFit(known, item.classes, labels, sure);
  }
  const stands = placed(item.passages);
  if (item.mode === 'mark') {
    const { marks } = value as Loose<MarkAnswer>;
    return (
      hasOnly(value, 'mode', 'marks') &&
      isList(marks, 5000, (mark) => stands(mark, 'kind') && KINDS.includes(mark.kind))
    );
  }
  const { links } = value as Loose<LinkAnswer>;
  const names = new Map(item.statements.map(({ id, names }) => [id, names]));
  return (
    hasOnly(value, 'mode', 'links') &&
    isRecord(
      links,
      names,
      (link, id) =>
        isObject(link) &&
        hasOnly(link, 'source', 'cue', 'order') &&
        isList(link.source, 1000, (place) => stands(place)) &&
        isList(link.cue, 1000, (place) => stands(place)) &&
        isList(link.order, 20, (name) => typeof name === 'string') &&
        (sameOf(link.order, []) || sameOf(link.order, names.get(id)!))
    )
  );
}

const KINDS: unknown[] = ['direct', 'indirect', 'mixed', null];

/** Whether the same names are listed, in whichever order: said as the checker says it. */
const sameOf = (list: unknown, names: readonly string[]) =>
  [...(list as string[])].sort().join('\n') === [...names].sort().join('\n');
