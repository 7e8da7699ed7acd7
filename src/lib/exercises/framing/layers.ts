import { once, type Layer, type Layered, type Line } from '../parts/account.ts';
import { drawn, drawnLabel, type Drawn } from '../parts/layering.ts';
import type { Item } from './schema.ts';
import { labelOf, LOOKS, swapped } from './words.ts';

/** What is to be drawn over the texts for one layer. */
export function layered(item: Item, rows: readonly Line[], layer: Layer): Layered[] {
  const { mode } = item;
  const of = (label: string | null): Drawn => ({
    look: label === null ? '' : LOOKS[mode](label),
    sign: labelOf(mode, label)?.sign ?? ''
  });
  /** A device that could not be chosen needs no sign of its own: the list names it. */
  const unasked = (label: string | null) =>
    item.mode === 'spot' && !item.devices.some((device) => device === label);
  const asked = rows.filter(({ aside }) => !aside).flatMap((row) => drawnLabel(row, layer, of));
  const free = (mark: Layered) =>
    !asked.some((a) => a.source === mark.source && a.start < mark.end && a.end > mark.start);
  const beside = rows
    .filter(({ aside }) => aside)
    .flatMap((row) => [
      ...(layer === 'mine'
        ? []
        : unasked(row.item.expected)
          ? drawn(row, row.item.key, BESIDE, 'key')
          : drawn(row, row.item.key, { ...of(row.item.expected), look: BESIDE.look }, 'key').map((mark) => ({
              ...mark,
              also: of(row.item.expected).look
            }))),
      ...(layer === 'key' ? [] : drawn(row, row.item.yours, of(row.item.given), 'mine'))
    ])
    .filter(free);
  if (item.mode === 'swap') {
    const swaps = new Map(item.asked.map(({ id, swap }) => [id, swapped(swap)]));
    const byNumber = new Map(rows.map((row) => [row.number, swaps.get(row.item.id)]));
    return once(asked.map((mark) => ({ ...mark, after: `→ ${byNumber.get(mark.number) ?? ''}` })));
  }
  // What is not asked, and lies over half a paragraph, would cover what was: the list has it.
  return once([...asked, ...beside.filter(({ start, end }) => end - start <= WIDEST)]);
}

const WIDEST = 160;

const BESIDE: Drawn = { look: 'beside', sign: '·' };
