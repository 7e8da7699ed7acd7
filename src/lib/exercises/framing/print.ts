import type { Place } from '../define.ts';
import { lettered } from '../parts/lettered.ts';
import type { Stretch } from '../parts/paper.ts';
import type { Item } from './schema.ts';
import { CHANGE_LABELS, FINDING_LABELS, WIDTH_LABELS, type Label } from './words.ts';

/** What the sheets of paper share. */

export interface Row {
  id: string;
  number: number;
  badge: string;
  places: Place[];
}

/** What is asked about; an item has it in the order of the texts. */
export function rowsOf({ asked }: Item): Row[] {
  return (asked as { id: string; places: Place[] }[]).map(({ id, places }, i) => ({
    id,
    places,
    number: i + 1,
    badge: lettered(i + 1)
  }));
}

/** The boxes to tick. */
export function columnsOf(item: Item): (Label & { value: string })[] {
  if (item.mode === 'spot')
    return (['plain', 'device'] as const).map((value) => ({ value, ...FINDING_LABELS[value] }));
  if (item.mode === 'actors') return item.widths.map((value) => ({ value, ...WIDTH_LABELS[value] }));
  return item.changes.map((value) => ({ value, ...CHANGE_LABELS[value] }));
}

/** Where each stretch begins and ends in the texts. */
export function edged(rows: readonly Row[]): Stretch[] {
  return rows.flatMap(({ id, badge, places }) =>
    places.map(({ source, start, end }, i) => ({
      ...{ id, source, start, end, sign: '' },
      class: 'edged' as const,
      badge: i === 0 ? badge : ''
    }))
  );
}

export function howTo({ mode }: Item): string {
  if (mode === 'spot' || mode === 'actors')
    return 'Tick one box for each stretch with a letter, in the table below its text.';
  return mode === 'swap'
    ? 'Tick what the swap changes.'
    : 'Tick what changes from the first wording to the second.';
}
