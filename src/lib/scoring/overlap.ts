import { shared, type Range } from '../text/span.ts';

/** Labelled stretches; overlapping ones of one label count as one. */
export interface Labelled extends Range {
  label: string;
}

export interface PartialMatch {
  precision: number;
  recall: number;
  f1: number;
}

/**
 * Partial-match precision, recall and F1 (Da San Martino et al. 2019; SemEval-2020 task 11). Reported for
 * comparison and never the score: fragments earn precision with it.
 * @returns all 1 where both sides are empty
 */
export function partialMatch(found: readonly Labelled[], gold: readonly Labelled[]): PartialMatch {
  return partialMatchOf(joined(found), joined(gold));
}

/** The same of stretches that are `joined` already: a key's need it once. */
export function partialMatchOf(s: readonly Labelled[], t: readonly Labelled[]): PartialMatch {
  if (s.length === 0 && t.length === 0) return { precision: 1, recall: 1, f1: 1 };
  let precision = 0;
  let recall = 0;
  for (const a of s)
    for (const b of t) {
      if (a.label !== b.label) continue;
      if (b.start >= a.end) break;
      const both = shared(a, b);
      precision += both / (a.end - a.start);
      recall += both / (b.end - b.start);
    }
  precision /= Math.max(1, s.length);
  recall /= Math.max(1, t.length);
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { precision, recall, f1 };
}

/** By label and place, with those of one label that touch or overlap joined. */
export function joined(spans: readonly Labelled[]): Labelled[] {
  const out: Labelled[] = [];
  const inOrder = [...spans].sort((a, b) =>
    a.label === b.label ? a.start - b.start : a.label < b.label ? -1 : 1
  );
  for (const { start, end, label } of inOrder) {
    const last = out.at(-1);
    if (last?.label === label && start <= last.end) last.end = Math.max(last.end, end);
    else out.push({ start, end, label });
  }
  return out;
}
