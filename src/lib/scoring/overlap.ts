import { merged, shared, type Range } from '../text/span.ts';

/** Labelled stretches; overlapping ones of one label count as one. */
export interface Labelled extends Range {
  label: string;
}

/**
 * Partial-match precision, recall and F1 (Da San Martino et al. 2019; SemEval-2020 task 11). Reported for
 * comparison and never the score: fragments earn precision with it.
 * @returns all 1 where both sides are empty
 */
export function partialMatch(
  found: readonly Labelled[],
  gold: readonly Labelled[]
): { precision: number; recall: number; f1: number } {
  const s = joined(found);
  const t = joined(gold);
  if (s.length === 0 && t.length === 0) return { precision: 1, recall: 1, f1: 1 };
  const precision = cover(s, t);
  const recall = cover(t, s);
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { precision, recall, f1 };
}

function cover(these: readonly Labelled[], those: readonly Labelled[]): number {
  if (these.length === 0) return 0;
  let total = 0;
  for (const a of these)
    for (const b of those) if (a.label === b.label) total += shared(a, b) / (a.end - a.start);
  return total / these.length;
}

function joined(spans: readonly Labelled[]): Labelled[] {
  const byLabel = new Map<string, Labelled[]>();
  for (const span of spans) byLabel.set(span.label, [...(byLabel.get(span.label) ?? []), span]);
  return [...byLabel].flatMap(([label, list]) => merged(list).map((range) => ({ ...range, label })));
}
