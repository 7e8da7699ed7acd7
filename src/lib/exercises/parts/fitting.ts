import type { Passage, Place } from '../define.ts';

/** Whether stored values have the shape of an answer, without a schema library: every page loads this. */

/** A value of which nothing is known but what it should be. */
export type Loose<T> = { [K in keyof T]?: unknown };

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const hasOnly = (value: object, ...names: string[]) =>
  Object.keys(value).length === names.length && names.every((name) => Object.hasOwn(value, name));

export const isList = (value: unknown, most: number, is: (each: unknown) => boolean) =>
  Array.isArray(value) && value.length <= most && value.every(is);

export const isRecord = (
  value: unknown,
  known: { has(id: string): boolean },
  is: (each: unknown, id: string) => boolean
) => isObject(value) && Object.entries(value).every(([id, each]) => known.has(id) && is(each, id));

/** Whether a value is a place that stands, as quoted, in one of the item's texts. */
export function placed(passages: readonly Passage[]) {
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

/** Whether values are what `Labels` in `asking.svelte.ts` asks: known ids to labels that are offered, and to sureness. */
export function labelsFit(
  known: { has(id: string): boolean },
  offered: readonly unknown[],
  labels: unknown,
  sure: unknown
): boolean {
  return (
    isRecord(labels, known, (label) => offered.includes(label)) &&
    isRecord(sure, known, (value) => typeof value === 'number' && value >= 0 && value <= 1)
  );
}
