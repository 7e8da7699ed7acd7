import type { Place } from '../define.ts';
import type { Layer, Layered, Line } from './account.ts';
import { CONTESTED } from './contested.ts';

/** How a reading is drawn: the look of its mark, and the sign that leads it. */
export interface Drawn {
  look: string;
  sign: string;
}

/** The marks of an item over some places, each led by the item's letter and a sign. */
export function drawn(
  { number, badge }: Line,
  places: readonly Place[],
  { look, sign }: Drawn,
  extra: string
): Layered[] {
  return places.map(({ source, start, end }) => ({
    source,
    start,
    end,
    number,
    badge,
    class: `as-${look} ${extra}`.trim(),
    sign: `${badge} ${sign}`.trim(),
    as: look
  }));
}

/** What is drawn of a unit that was labelled: the learner's label, the key's, or both with a sign for each. */
export function drawnLabel(row: Line, layer: Layer, of: (label: string | null) => Drawn): Layered[] {
  const { item, badge, agrees } = row;
  const mine = () => drawn(row, item.yours, of(item.given), 'mine');
  if (item.contested) {
    const open = drawn(row, item.key, DRAWN_CONTESTED, '');
    return layer === 'key'
      ? open
      : [...open, ...drawn(row, item.yours, of(item.given ?? 'contested'), 'mine')];
  }
  if (layer === 'mine') return mine();
  const key = of(item.expected);
  if (layer === 'key') return drawn(row, item.key, key, 'key');
  const marks = drawn(row, item.key, key, agrees ? 'key' : 'key differs');
  const given = item.given === null ? { look: '', sign: '·' } : of(item.given);
  return (agrees && !item.accepted) || given.sign === key.sign
    ? marks
    : marks.map((mark) => ({ ...mark, sign: `${badge} ${given.sign} → ${key.sign}`, also: given.look }));
}

export const DRAWN_CONTESTED: Drawn = { look: 'contested', sign: CONTESTED };
