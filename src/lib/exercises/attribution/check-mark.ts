import { detection } from '../../scoring/detection.ts';
import { joined, partialMatchOf } from '../../scoring/overlap.ts';
import { informedness } from '../../scoring/score.ts';
import { shared } from '../../text/span.ts';
import { tokensIn } from '../../text/tokens.ts';
import type { Place, Problem, Verdict, VerdictItem } from '../define.ts';
import { malformed, misplaced } from '../parts/checking.ts';
import { markPlan, unlabelled } from './mark-plan.ts';
import { NOISE, SIGNAL } from './word-kinds.ts';
import { Kind, MarkAnswer, type ClassName, type MarkItem, type MarkKey } from './schema.ts';

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
  /** The marks are in order: what a later mark has of the words before this one is covered already. */
  let reach = 0;
  const found = key.units.map(() => 0);
  let hits = 0;
  let falseAlarms = 0;
  const touching: Touch[][] = key.units.map(() => []);
  /** Of each mark: the words of noise, of signal and of cues it covers, and the units it touches. */
  const spread = marks.map((mark, m) => {
    const [from, to] = tokensIn(plan.words, mark);
    const met = { noise: 0, signal: 0, cue: 0, touches: [] as Touch[] };
    let touch: Touch | undefined;
    for (let w = from; w < to; w++) {
      const u = plan.unit[w]!;
      const kind = plan.kind[w]!;
      if (kind === NOISE) met.noise += 1;
      if (kind === SIGNAL) met.signal += 1;
      met.cue += plan.cue[w]!;
      if (u >= 0) {
        if (touch?.unit !== u) touch = met.touches.find(({ unit }) => unit === u);
        if (!touch) {
          touch = { mark: m, unit: u, words: 0 };
          met.touches.push(touch);
          touching[u]!.push(touch);
        }
        touch.words += 1;
      }
      if (w < reach) continue;
      if (kind === NOISE) falseAlarms += 1;
      if (kind === SIGNAL) hits += 1;
      if (u >= 0) found[u]! += 1;
    }
    // A mark on too little of a word has none: it ends before the word that it begins after.
    if (to > from) reach = Math.max(reach, to);
    return met;
  });

  const seen = { hits: 0, signals: 0, falseAlarms: 0, noise: 0 };
  const boundary = { exact: 0, of: 0 };
  const labels = new Map<string, { right: number; found: number; of: number }>();
  if (item.kinds) for (const kind of Kind.options) labels.set(kind, { right: 0, found: 0, of: 0 });
  const items: VerdictItem[] = [];
  const yours = ({ mark }: Pick<Touch, 'mark'>): Place => {
    const { source, start, end, quote } = marks[mark]!;
    return { source, start, end, quote };
  };
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
    const best = mostWords(mine);
    const kind = best && marks[best.mark]!.kind;
    const notes: string[] = [];
    if (!unit.contested && half) {
      boundary.of += 1;
      const wide = mine.some(({ mark }) => spread[mark]!.noise > 0);
      const withCue = mine.some(({ mark }) => spread[mark]!.cue > 0);
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
  spread.forEach(({ noise, signal, touches }, mark) => {
    if (noise === 0 || signal > 0 || touches.some(({ unit, words }) => 2 * words >= plan.sizes[unit]!))
      return;
    const most = mostWords(touches);
    const unit = most ? key.units[most.unit]! : null;
    const furniture = key.furniture.find((f) => f.places.some((place) => shared(place, marks[mark]!) > 0));
    items.push(extra(unit ?? furniture ?? null, item.target, [yours({ mark })]));
  });

  const kinds = [...labels.values()].filter((count) => count.of >= 3);
  // A kind of which nothing was found counts as chance would have it: nothing was said about it.
  const label =
    item.kinds && kinds.length > 1
      ? kinds.reduce((sum, c) => sum + (c.found === 0 ? 0 : (kinds.length * c.right) / c.found - 1), 0) /
        (kinds.length * (kinds.length - 1))
      : null;
  const finding = informedness(hits, plan.signals, falseAlarms, plan.noise);
  return {
    status: 'scored',
    score: finding,
    parts: { finding, label, boundary },
    answered: { given: marks.length, of: seen.signals },
    detection: detection(item.target, seen.hits, seen.signals, seen.falseAlarms, seen.noise),
    calibration: null,
    compare: { partialF1: partialMatchOf(joined(marks.map(unlabelled)), plan.gold).f1 },
    items
  };
}

/** How many words of a unit a mark covers. */
interface Touch {
  mark: number;
  unit: number;
  words: number;
}

/** The first of those that cover most. */
const mostWords = (touches: readonly Touch[]) =>
  touches.reduce<Touch | null>((top, one) => (top && top.words >= one.words ? top : one), null);

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
