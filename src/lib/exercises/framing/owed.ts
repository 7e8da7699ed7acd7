import type { Becomes, Half } from '../define.ts';
import { halves } from '../parts/half.ts';
import type { Answer, Item, SpotAnswer, SpotItem } from './schema.ts';

/** What is owed of an answer that was begun. Without schemas: every page with an exercise loads it. */

/** What is owed of a stretch, in words; '' where nothing is: which device it is called, where that is asked, and whose choice. */
export function owed(item: SpotItem, { labels, owners }: SpotAnswer, id: string): string {
  const label = labels[id];
  if (label === undefined || label === 'plain') return '';
  const which = label === 'device' && item.devices.length > 0;
  const whose = item.owners.length > 0 && owners[id] === undefined;
  return [which && 'device not named', whose && 'whose choice is open'].filter(Boolean).join(' and ');
}

/** See `Logic.half`. */
export const half = (item: Item, answer: Answer, among?: ReadonlySet<string>): Half[] =>
  item.mode === 'spot' && answer.mode === 'spot'
    ? halves(item.asked.filter(({ id }) => among?.has(id) ?? true).map(({ id }) => owed(item, answer, id)))
    : [];

/** What a label can still become; `null` of one that says all. */
export const becomes = (item: Item, given: string): Becomes | null =>
  item.mode === 'spot' && given === 'device' && item.devices.length > 0 ? item.devices : null;
