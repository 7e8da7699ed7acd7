import { detection } from '../../scoring/detection.ts';
import { partialMatch } from '../../scoring/overlap.ts';
import { informedness } from '../../scoring/score.ts';
import { shared, type Range } from '../../text/span.ts';
import { tokensIn } from '../../text/tokens.ts';
import type { Place, Problem, Verdict, VerdictItem } from '../define.ts';
import { malformed, misplaced, scored } from '../parts/checking.ts';
import { markPlan } from './mark-plan.ts';
import { NOISE, SIGNAL } from './word-kinds.ts';
import { MarkAnswer, type ClassName, type MarkItem, type MarkKey } from './schema.ts';

/** Stretches of the running text: hit rate minus false-alarm rate over its words. */
export function checkMark(item: MarkItem, key: MarkKey, raw: unknown): Verdict {
  const parsed = MarkAnswer.safeParse(raw);
  if (!parsed.success) return malformed(parsed.error.issues);
  const problems: Problem[] = [];
  parsed.data.marks.forEach((mark, i) => misplaced(item.passages, mark, ['marks', i], problems));
  if (problems.length > 0) return { status: 'invalid', problems };
  // The order in which marks were made says nothing.
  const marks = [...parsed.data.marks].sort(
    (a, b) => a.start - b.start || a.end - b.end || ((a.kind ?? '') < (b.kind ?? '') ? -1 : 1)
  );

  const plan = markPlan(item, key);
  const covered = new Uint8Array(plan.words.length);
  const found = new Int32Array(key.units.length);
  const touching: number[][] = key.units.map(() => []);
  /** Of each mark: the words of noise, of signal and of cues it covers, and the units it touches most. */
  const spread = marks.map((mark, m) => {
    const [from, to] = tokensIn(plan.words, mark);
    const met = { noise: 0, signal: 0, cue: 0 };
    const units = new Map<number, number>();
    for (let w = from; w < to; w++) {
      const u = plan.unit[w]!;
      if (plan.kind[w] === NOISE) met.noise += 1;
      if (plan.kind[w] === SIGNAL) met.signal += 1;
      met.cue += plan.cue[w]!;
      if (u >= 0) units.set(u, (units.get(u) ?? 0) + 1);
      if (covered[w]) continue;
      covered[w] = 1;
      if (u >= 0) found[u]! += 1;
    }
    for (const u of units.keys()) touching[u]!.push(m);
    return { ...met, units };
  });
  let hits = 0;
  let falseAlarms = 0;
  for (let w = 0; w < covered.length; w++) {
    if (!covered[w]) continue;
    if (plan.kind[w] === SIGNAL) hits += 1;
    else if (plan.kind[w] === NOISE) falseAlarms += 1;
  }

  const seen = { hits: 0, signals: 0, falseAlarms: 0, noise: 0 };
  const boundary = { exact: 0, of: 0 };
  const labels = new Map(
    (['direct', 'indirect', 'mixed'] as const).map((k) => [k as string, { right: 0, found: 0, of: 0 }])
  );
  const items: VerdictItem[] = [];
  const yours = (m: number): Place => ({
    source: marks[m]!.source,
    start: marks[m]!.start,
    end: marks[m]!.end,
    quote: marks[m]!.quote
  });
  key.units.forEach((unit, u) => {
    const size = plan.sizes[u]!;
    if (size === 0) return;
    const half = 2 * found[u]! >= size;
    if (!unit.contested) {
      if (unit.target) {
        seen.signals += 1;
        if (half) seen.hits += 1;
      } else {
        seen.noise += 1;
        if (half) seen.falseAlarms += 1;
      }
    }
    const mine = touching[u]!;
    if (!unit.target && !unit.contested) {
      if (half) items.push(extra(unit, item.target, mine.map(yours)));
      return;
    }
    const best = mine.reduce<number | null>(
      (top, m) => (top === null || spread[m]!.units.get(u)! > spread[top]!.units.get(u)! ? m : top),
      null
    );
    const kind = best === null ? null : marks[best]!.kind;
    const notes: string[] = [];
    if (!unit.contested && half) {
      boundary.of += 1;
      const wide = mine.some((m) => spread[m]!.noise > 0);
      const withCue = mine.some((m) => spread[m]!.cue > 0);
      if (found[u]! < size) notes.push('short');
      if (wide) notes.push('wide');
      if (withCue) notes.push('with-cue');
      if (notes.length === 0) boundary.exact += 1;
    }
    if (item.kinds && !unit.contested && unit.kind) {
      const count = labels.get(unit.kind)!;
      count.of += 1;
      if (half) count.found += 1;
      if (half && kind === unit.kind) count.right += 1;
      if (half && kind !== unit.kind) notes.push('other-kind');
    }
    items.push({
      id: unit.id,
      code: unit.contested ? 'contested' : half ? 'found' : found[u]! > 0 ? 'partly' : 'missed',
      scored: !unit.contested,
      given: item.kinds ? kind : mine.length > 0 ? item.target : null,
      expected: unit.contested ? null : item.kinds ? unit.kind : item.target,
      notes,
      yours: mine.map(yours),
      key: unit.places,
      shows: unit.shows,
      reason: unit.reason,
      contested: unit.contested
    });
  });
  // What is left are marks that find nothing and cover no statement by half: they lie in a corner of one, or in furniture.
  spread.forEach(({ noise, signal, units }, m) => {
    if (noise === 0 || signal > 0 || [...units].some(([u, n]) => 2 * n >= plan.sizes[u]!)) return;
    const most = [...units].sort((a, b) => b[1] - a[1])[0];
    const unit = most ? key.units[most[0]]! : null;
    const furniture = key.furniture.find((f) => f.places.some((place) => shared(place, marks[m]!) > 0));
    items.push(extra(unit ?? furniture ?? null, item.target, [yours(m)]));
  });

  const kinds = [...labels.values()].filter((count) => count.of >= 3);
  // A kind of which nothing was found counts as chance would have it: nothing was said about it.
  const label =
    item.kinds && kinds.length > 1
      ? kinds.reduce((sum, c) => sum + (c.found === 0 ? 0 : (kinds.length * c.right) / c.found - 1), 0) /
        (kinds.length * (kinds.length - 1))
      : null;
  const finding = informedness(hits, plan.signals, falseAlarms, plan.noise);
  const gold = key.units.filter((u) => u.target && !u.contested).flatMap((u) => u.places);
  return scored({
    score: finding,
    parts: { finding, label, boundary },
    answered: { given: marks.length, of: seen.signals },
    detection: detection(item.target, seen.hits, seen.signals, seen.falseAlarms, seen.noise),
    calibration: null,
    compare: { partialF1: partialMatch(marks.map(unlabelled), gold.map(unlabelled)).f1 },
    items
  });
}

/** A mark on what is not to be found: a statement, furniture, or (`null`) nothing but stray words. */
function extra(
  on: MarkKey['units'][number] | MarkKey['furniture'][number] | null,
  target: ClassName,
  yours: Place[]
): VerdictItem {
  return {
    id: on?.id ?? `${yours[0]!.source}#none`,
    code: 'extra',
    scored: true,
    given: target,
    expected: on && 'as' in on ? on.as : 'furniture',
    notes: [],
    yours,
    key: on?.places ?? [],
    shows: on && 'shows' in on ? on.shows : [],
    reason: on?.reason ?? '',
    contested: null
  };
}

const unlabelled = ({ start, end }: Range) => ({ start, end, label: '' });
