import { calibration, type Forecast } from '../../scoring/calibration.ts';
import { detection } from '../../scoring/detection.ts';
import { partialMatch } from '../../scoring/overlap.ts';
import { adjustedRecall, informedness } from '../../scoring/score.ts';
import { merged, type Range } from '../../text/span.ts';
import { tokens, tokensIn } from '../../text/tokens.ts';
import type { Invalid, Passage, Place, Problem, Scored, Verdict, VerdictItem } from '../define.ts';
import {
  LinkAnswer,
  MarkAnswer,
  SortAnswer,
  type ClassName,
  type Item,
  type Key,
  type LinkItem,
  type LinkKey,
  type MarkItem,
  type MarkKey,
  type SortItem,
  type SortKey
} from './schema.ts';

/** Checks an answer; see `Logic.check`. Codes are listed in `docs/verdicts.md`. */
export function check(item: Item, key: Key, answer: unknown): Verdict {
  if (item.mode === 'sort' && key.mode === 'sort') return checkSort(item, key, answer);
  if (item.mode === 'mark' && key.mode === 'mark') return checkMark(item, key, answer);
  if (item.mode === 'link' && key.mode === 'link') return checkLink(item, key, answer);
  throw new TypeError(`the item is for ${item.mode} and the key for ${key.mode}`);
}

// ── sort ────────────────────────────────────────────────────────────────────────────────────────────────

function checkSort(item: SortItem, key: SortKey, raw: unknown): Verdict {
  const parsed = SortAnswer.safeParse(raw);
  if (!parsed.success) return malformed(parsed.error.issues);
  const { labels, sure } = parsed.data;
  const problems: Problem[] = [];
  const known = setOf(item, () => item.statements.map((s) => s.id));
  for (const id of Object.keys(labels)) {
    if (!known.has(id)) problems.push(unknown(['labels', id], id));
    else if (!item.classes.includes(labels[id]!))
      problems.push({ path: ['labels', id], code: 'label-not-offered', detail: `offered are ${item.classes.join(', ')}` });
  }
  for (const id of Object.keys(sure)) if (!known.has(id)) problems.push(unknown(['sure', id], id));
  if (problems.length > 0) return { status: 'invalid', problems };

  const signal = item.classes.includes('source') ? 'source' : (SIGNALS.find((s) => item.classes.includes(s)) ?? null);
  const counts = new Map(item.classes.map((name) => [name, { right: 0, of: 0 }]));
  const seen = { hits: 0, signals: 0, falseAlarms: 0, noise: 0 };
  const forecasts: Forecast[] = [];
  const items: VerdictItem[] = [];
  let given = 0;
  for (const entry of key.entries) {
    const label = Object.hasOwn(labels, entry.id) ? labels[entry.id]! : null;
    const right = label === entry.as;
    if (label) given += 1;
    if (!entry.contested) {
      const count = counts.get(entry.as)!;
      count.of += 1;
      if (right) count.right += 1;
      if (signal && label) {
        if (entry.as === signal) {
          seen.signals += 1;
          if (label === signal) seen.hits += 1;
        } else {
          seen.noise += 1;
          if (label === signal) seen.falseAlarms += 1;
        }
      }
      if (label && Object.hasOwn(sure, entry.id)) forecasts.push({ sure: sure[entry.id]!, right });
    }
    items.push({
      id: entry.id,
      code: entry.contested ? 'contested' : label === null ? 'unanswered' : right ? 'right' : 'other-reading',
      scored: !entry.contested,
      given: label,
      expected: entry.contested ? null : entry.as,
      notes: [],
      yours: label ? entry.places : [],
      key: entry.places,
      shows: entry.shows,
      reason: entry.reason,
      contested: entry.contested
    });
  }
  const score = adjustedRecall([...counts.values()]);
  return scored({
    score,
    parts: { finding: null, label: score, boundary: null },
    answered: { given, of: key.entries.length },
    detection: signal ? detection(seen.hits, seen.signals, seen.falseAlarms, seen.noise) : null,
    calibration: calibration(forecasts),
    compare: null,
    items
  });
}

/** What counts as the signal where no single class is "hands to a source". */
const SIGNALS: ClassName[] = ['characterises', 'direct'];

// ── mark ────────────────────────────────────────────────────────────────────────────────────────────────

const NOISE = 0;
const SIGNAL = 1;
/** Neither: cue words, contested statements, folded passages. */
const NEUTRAL = 2;

interface MarkPlan {
  words: Range[];
  /** What each word is, and the unit it belongs to (−1: none). */
  kind: Uint8Array;
  unit: Int16Array;
  cue: Uint8Array;
  signals: number;
  noise: number;
  sizes: Int32Array;
}

const markPlans = new WeakMap<MarkKey, MarkPlan>();

function markPlan(item: MarkItem, key: MarkKey): MarkPlan {
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
  const plan = { words, kind, unit, cue, signals, noise, sizes };
  markPlans.set(key, plan);
  return plan;
}

function checkMark(item: MarkItem, key: MarkKey, raw: unknown): Verdict {
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
  const labels = new Map((['direct', 'indirect', 'mixed'] as const).map((k) => [k as string, { right: 0, found: 0, of: 0 }]));
  const items: VerdictItem[] = [];
  const yours = (m: number): Place => ({ source: marks[m]!.source, start: marks[m]!.start, end: marks[m]!.end, quote: marks[m]!.quote });
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
    items.push(extra(most ? key.units[most[0]]! : null, item.target, [yours(m)]));
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
    detection: detection(seen.hits, seen.signals, seen.falseAlarms, seen.noise),
    calibration: null,
    compare: { partialF1: partialMatch(marks.map(unlabelled), gold.map(unlabelled)).f1 },
    items
  });
}

/** A mark on something that is not to be found: a statement, or furniture where `unit` is null. */
function extra(unit: MarkKey['units'][number] | null, target: ClassName, yours: Place[]): VerdictItem {
  return {
    id: unit?.id ?? `${yours[0]!.source}#furniture`,
    code: 'extra',
    scored: true,
    given: target,
    expected: unit?.as ?? 'furniture',
    notes: [],
    yours,
    key: unit?.places ?? [],
    shows: unit?.shows ?? [],
    reason: unit?.reason ?? '',
    contested: null
  };
}

const unlabelled = ({ start, end }: Range) => ({ start, end, label: '' });

// ── link ────────────────────────────────────────────────────────────────────────────────────────────────

interface LinkPlan {
  words: ReadonlyMap<string, Range[]>;
  entries: { scope: [number, number]; source: Uint8Array; cue: Uint8Array }[];
}

const linkPlans = new WeakMap<LinkKey, LinkPlan>();

function linkPlan(item: LinkItem, key: LinkKey): LinkPlan {
  const known = linkPlans.get(key);
  if (known) return known;
  const words = new Map(item.passages.map((p) => [p.source, tokens(p.text)]));
  const entries = key.entries.map((entry, i) => {
    const { scope } = item.statements[i]!;
    const list = words.get(scope.source)!;
    const bounds = tokensIn(list, scope);
    const role = (mine: Range) => {
      const kind = new Uint8Array(list.length).fill(NOISE);
      const fill = (range: Range, value: number) => kind.fill(value, ...tokensIn(list, range));
      for (const range of entry.rest) fill(range, NEUTRAL);
      // The other role's words are no rest: to mark the source as the cue is a mistake.
      fill(entry.source, NOISE);
      fill(entry.words, NOISE);
      fill(mine, SIGNAL);
      return kind;
    };
    return { scope: bounds, source: role(entry.source), cue: role(entry.words) };
  });
  const plan = { words, entries };
  linkPlans.set(key, plan);
  return plan;
}

function checkLink(item: LinkItem, key: LinkKey, raw: unknown): Verdict {
  const parsed = LinkAnswer.safeParse(raw);
  if (!parsed.success) return malformed(parsed.error.issues);
  const { links } = parsed.data;
  const problems: Problem[] = [];
  const known = setOf(item, () => item.statements.map((s) => s.id));
  for (const id of Object.keys(links)) {
    if (!known.has(id)) {
      problems.push(unknown(['links', id], id));
      continue;
    }
    const link = links[id]!;
    for (const role of ['source', 'cue'] as const)
      link[role].forEach((stretch, i) => misplaced(item.passages, stretch, ['links', id, role, i], problems));
    const { names } = item.statements.find((s) => s.id === id)!;
    const fits = link.order.length === 0 || [...link.order].sort().join('\n') === [...names].sort().join('\n');
    if (!fits)
      problems.push({ path: ['links', id, 'order'], code: 'order-not-offered', detail: `the names to order are ${names.join(', ') || 'none'}` });
  }
  if (problems.length > 0) return { status: 'invalid', problems };

  const plan = linkPlan(item, key);
  const total = { source: tally(), cue: tally() };
  const boundary = { exact: 0, of: 0 };
  const orders = { score: 0, of: 0 };
  const items: VerdictItem[] = [];
  let given = 0;
  key.entries.forEach((entry, i) => {
    const link = Object.hasOwn(links, entry.id) ? links[entry.id]! : { source: [], cue: [], order: [] };
    const { scope, ...roles } = plan.entries[i]!;
    const words = plan.words.get(entry.source.source)!;
    const met = {
      source: meet(words, scope, roles.source, link.source),
      cue: meet(words, scope, roles.cue, link.cue)
    };
    const answered = link.source.length > 0 || link.cue.length > 0;
    if (answered) given += 1;
    const notes: string[] = [];
    for (const role of ['source', 'cue'] as const) {
      const one = met[role];
      notes.push(`${role}-${one.hits === 0 ? (link[role].length > 0 ? 'elsewhere' : 'missed') : one.exact ? 'exact' : 'partly'}`);
      if (entry.contested) continue;
      add(total[role], one);
      if (one.hits > 0) {
        boundary.of += 1;
        if (one.exact) boundary.exact += 1;
      }
    }
    if (entry.order.length > 0) {
      const right = link.order.join('\n') === entry.order.join('\n');
      const ways = factorial(entry.order.length);
      notes.push(link.order.length === 0 ? 'order-missed' : right ? 'order-right' : 'order-other');
      if (!entry.contested && link.order.length > 0) orders.score += right ? 1 : -1 / (ways - 1);
      if (!entry.contested) orders.of += 1;
    }
    const whole = met.source.exact && met.cue.exact && !notes.includes('order-other') && !notes.includes('order-missed');
    items.push({
      id: entry.id,
      code: entry.contested
        ? 'contested'
        : whole
          ? 'right'
          : met.source.hits + met.cue.hits > 0
            ? 'partly'
            : answered
              ? 'other-reading'
              : 'unanswered',
      scored: !entry.contested,
      given: null,
      expected: null,
      notes,
      yours: [...link.source, ...link.cue],
      key: [entry.source, entry.words],
      shows: entry.shows,
      reason: entry.reason,
      contested: entry.contested
    });
  });
  const finding = (rate(total.source) + rate(total.cue)) / 2;
  return scored({
    score: finding,
    parts: { finding, label: orders.of > 0 ? orders.score / orders.of : null, boundary },
    answered: { given, of: key.entries.length },
    detection: null,
    calibration: null,
    compare: null,
    items
  });
}

interface Tally {
  hits: number;
  signals: number;
  falseAlarms: number;
  noise: number;
}

const tally = (): Tally => ({ hits: 0, signals: 0, falseAlarms: 0, noise: 0 });
const rate = (t: Tally) => informedness(t.hits, t.signals, t.falseAlarms, t.noise);

function add(sum: Tally, one: Tally): void {
  sum.hits += one.hits;
  sum.signals += one.signals;
  sum.falseAlarms += one.falseAlarms;
  sum.noise += one.noise;
}

/** Counts the words of the scope that the stretches cover, each once. */
function meet(words: Range[], [from, to]: [number, number], kind: Uint8Array, stretches: readonly Range[]) {
  const count = tally();
  for (let w = from; w < to; w++) {
    if (kind[w] === SIGNAL) count.signals += 1;
    else if (kind[w] === NOISE) count.noise += 1;
  }
  let last = from;
  for (const stretch of merged(stretches)) {
    const [a, b] = tokensIn(words, stretch);
    for (let w = Math.max(a, last); w < Math.min(b, to); w++) {
      if (kind[w] === SIGNAL) count.hits += 1;
      else if (kind[w] === NOISE) count.falseAlarms += 1;
    }
    last = Math.max(last, Math.min(b, to));
  }
  return { ...count, exact: count.hits === count.signals && count.falseAlarms === 0 };
}

function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1);
}

// ── what every mode shares ──────────────────────────────────────────────────────────────────────────────

function scored(verdict: Omit<Scored, 'status'>): Scored {
  return { status: 'scored', ...verdict };
}

function malformed(issues: readonly { path: PropertyKey[]; code: string; message: string }[]): Invalid {
  const problems = issues.map(({ path, code, message }) => ({
    path: path.map((step) => (typeof step === 'number' ? step : String(step))),
    code,
    detail: message
  }));
  return { status: 'invalid', problems };
}

function unknown(path: (string | number)[], id: string): Problem {
  return { path, code: 'unknown-statement', detail: `the exercise has no statement ${id}` };
}

function misplaced(passages: readonly Passage[], place: Place, path: (string | number)[], problems: Problem[]): void {
  const passage = passages.find((p) => p.source === place.source);
  if (!passage) {
    problems.push({ path: [...path, 'source'], code: 'unknown-source', detail: `the exercise has no text ${place.source}` });
    return;
  }
  const found = passage.text.slice(place.start, place.end);
  if (found !== place.quote || place.end - place.start !== place.quote.length)
    problems.push({ path, code: 'span-misfit', detail: `at ${place.start}–${place.end} stands "${found.slice(0, 120)}", not "${place.quote.slice(0, 120)}"` });
}

const sets = new WeakMap<object, Set<string>>();

function setOf(owner: object, make: () => string[]): Set<string> {
  let set = sets.get(owner);
  if (!set) sets.set(owner, (set = new Set(make())));
  return set;
}
