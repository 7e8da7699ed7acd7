import { joined, type Labelled } from '../../scoring/overlap.ts';
import type { Range } from '../../text/span.ts';
import { tokens, tokensIn } from '../../text/tokens.ts';
import { NEUTRAL, NOISE, SIGNAL } from './word-kinds.ts';
import type { MarkItem, MarkKey } from './schema.ts';

/** What a key says of every word of its text. */
export interface MarkPlan {
  words: Range[];
  /** What each word is, and the unit it belongs to (−1: none). */
  kind: Uint8Array;
  unit: Int16Array;
  cue: Uint8Array;
  signals: number;
  noise: number;
  sizes: Int32Array;
  /** The stretches of targets that are not contested, `joined`. */
  gold: readonly Labelled[];
}

/** A stretch for the measure of overlap, without its class, which another part scores. */
export const unlabelled = ({ start, end }: Range): Labelled => ({ start, end, label: '' });

const markPlans = new WeakMap<MarkKey, MarkPlan>();

/** The plan of a key, made once. */
export function markPlan(item: MarkItem, key: MarkKey): MarkPlan {
  const known = markPlans.get(key);
  if (known) return known;
  const passage = item.passages[0]!;
  const words = tokens(passage.text);
  const kind = new Uint8Array(words.length).fill(NOISE);
  const unit = new Int16Array(words.length).fill(-1);
  const cue = new Uint8Array(words.length);
  const sizes = new Int32Array(key.units.length);
  const fill = (ranges: readonly Range[], put: (word: number) => void) => {
    for (const range of ranges) {
      const [from, to] = tokensIn(words, range);
      for (let w = from; w < to; w++) put(w);
    }
  };
  key.units.forEach((u, i) =>
    fill(u.places, (w) => {
      kind[w] = u.contested ? NEUTRAL : u.target ? SIGNAL : NOISE;
      unit[w] = i;
    })
  );
  fill(key.cues, (w) => {
    kind[w] = NEUTRAL;
    cue[w] = 1;
  });
  fill(passage.folds, (w) => {
    kind[w] = NEUTRAL;
    unit[w] = -1;
  });
  let signals = 0;
  let noise = 0;
  for (let w = 0; w < words.length; w++) {
    if (kind[w] === SIGNAL) signals += 1;
    if (kind[w] === NOISE) noise += 1;
    if (unit[w]! >= 0) sizes[unit[w]!]! += 1;
  }
  const gold = joined(
    key.units.filter((u) => u.target && !u.contested).flatMap((u) => u.places.map(unlabelled))
  );
  const plan = { words, kind, unit, cue, signals, noise, sizes, gold };
  markPlans.set(key, plan);
  return plan;
}
