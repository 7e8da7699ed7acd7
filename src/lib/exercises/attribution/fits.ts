import type { Place } from '../define.ts';
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
    return (
      hasOnly(value, 'mode', 'labels', 'sure') &&
      isRecord(labels, known, (label) => item.classes.some((name) => name === label)) &&
      isRecord(sure, known, (value) => typeof value === 'number' && value >= 0 && value <= 1)
    );
  }
  const stands = placed(item);
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

type Loose<T> = { [K in keyof T]?: unknown };

const KINDS: unknown[] = ['direct', 'indirect', 'mixed', null];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether the same names are listed, in whichever order: said as the checker says it. */
const sameOf = (list: unknown, names: readonly string[]) =>
  [...(list as string[])].sort().join('\n') === [...names].sort().join('\n');

const hasOnly = (value: object, ...names: string[]) =>
  Object.keys(value).length === names.length && names.every((name) => Object.hasOwn(value, name));

const isList = (value: unknown, most: number, is: (each: unknown) => boolean) =>
  Array.isArray(value) && value.length <= most && value.every(is);

const isRecord = (
  value: unknown,
  known: { has(id: string): boolean },
  is: (each: unknown, id: string) => boolean
) => isObject(value) && Object.entries(value).every(([id, each]) => known.has(id) && is(each, id));

/** Whether a value is a place that stands, as quoted, in one of the item's texts. */
function placed({ passages }: Item) {
  return (value: unknown, ...more: string[]): value is Place & Record<string, unknown> => {
    if (!isObject(value) || !hasOnly(value, 'source', 'start', 'end', 'quote', ...more)) return false;
    const { source, start, end, quote } = value;
    if (!Number.isInteger(start) || !Number.isInteger(end) || typeof quote !== 'string' || quote === '')
      return false;
    const [from, to] = [Number(start), Number(end)];
    const text = passages.find((passage) => passage.source === source)?.text;
    return from >= 0 && to - from === quote.length && text?.slice(from, to) === quote;
  };
}
