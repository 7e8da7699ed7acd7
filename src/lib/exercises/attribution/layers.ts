import type { Place } from '../define.ts';
import { once, type Layer, type Layered, type Line } from '../parts/account.ts';
import { CONTESTED } from '../parts/contested.ts';
import { drawn, drawnLabel, DRAWN_CONTESTED, type Drawn } from '../parts/layering.ts';
import type { Answer, Item } from './schema.ts';
import { ROLES } from '../parts/labels.ts';
import { labelOf } from './words.ts';

/** What a verdict draws over the texts: the learner's marks, the key's, or both. */

/** What is to be drawn over the texts for one layer. */
export function layered(item: Item, answer: Answer, rows: readonly Line[], layer: Layer): Layered[] {
  const out: Layered[] = [];
  for (const row of rows) {
    const { item: i, badge } = row;
    const put = (places: readonly Place[], as: string, extra = '') =>
      void out.push(...drawn(row, places, looksOf(as), extra));
    if (item.mode === 'link' && i.contested) out.push(...drawn(row, i.key, DRAWN_CONTESTED, ''));
    else if (item.mode === 'sort' || i.contested)
      out.push(...drawnLabel(row, layer, (label) => looksOf(label ?? '')));
    else if (item.mode === 'link') {
      const link = answer.mode === 'link' ? answer.links[i.id] : undefined;
      // One letter a place: where both stand, the key's stretch carries it.
      const at = out.length;
      if (layer !== 'key' && link) {
        put(link.source, 'speaker', 'mine');
        put(link.cue, 'cue', 'mine');
        const same = (o: Layered, p: Place | undefined, as: string) =>
          o.as === as && p !== undefined && o.start < p.end && o.end > p.start;
        if (layer === 'both')
          for (const o of out.slice(at))
            if (same(o, i.key[0], 'speaker') || same(o, i.key[1], 'cue')) o.sign = '';
      }
      if (layer !== 'mine') {
        put(i.key.slice(0, 1), 'speaker', 'key');
        put(i.key.slice(1), 'cue', 'key');
      }
    } else {
      const keyed = layer !== 'mine' && i.code !== 'extra' && i.expected !== 'furniture' && i.expected;
      const at = out.length;
      if (keyed) put(i.key, i.expected!, 'key');
      if (layer === 'both' && keyed && i.given && i.given !== i.expected)
        for (const o of out.slice(at))
          o.sign = `${badge} ${labelOf(i.given)?.sign ?? ''} → ${labelOf(i.expected)?.sign ?? ''}`;
      const mine = out.length;
      if (layer !== 'key' && i.given) put(i.yours, i.given, 'mine');
      // One letter a place: where both stand, the key's stretch carries it.
      if (keyed) for (const o of out.slice(mine)) o.sign = '';
      else if (layer === 'both') for (const o of out.slice(mine)) o.sign += ' ≠';
    }
  }
  return once(out);
}

const looksOf = (as: string): Drawn => ({ look: as, sign: labelOf(as)?.sign ?? SIGNS[as] ?? '' });
const SIGNS: Record<string, string> = {
  contested: CONTESTED,
  [ROLES.source.look]: ROLES.source.sign,
  [ROLES.cue.look]: ROLES.cue.sign
};
