import { chosen, informedness } from '../../scoring/score.ts';
import { merged, shared, type Range } from '../../text/span.ts';
import { tokens, tokensIn } from '../../text/tokens.ts';
import type { Place, Problem, Verdict, VerdictItem } from '../define.ts';
import { malformed, misplaced, setOf, unknown } from '../parts/checking.ts';
import { linkSaid } from './link-words.ts';
import { NEUTRAL, NOISE, SIGNAL } from './word-kinds.ts';
import { LinkAnswer, type LinkItem, type LinkKey } from './schema.ts';

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

/** Source and cue of statements: hit rate minus false-alarm rate over the words in reach, the two roles' mean. */
export function checkLink(item: LinkItem, key: LinkKey, raw: unknown): Verdict {
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
    const fits =
      link.order.length === 0 || [...link.order].sort().join('\n') === [...names].sort().join('\n');
    if (!fits)
      problems.push({
        path: ['links', id, 'order'],
        code: 'order-not-offered',
        detail: `the names to order are ${names.join(', ') || 'none'}`
      });
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
    const here = (stretch: Place) => stretch.source === entry.source.source;
    const met = {
      source: meet(words, scope, roles.source, link.source.filter(here)),
      cue: meet(words, scope, roles.cue, link.cue.filter(here))
    };
    const answered = link.source.length > 0 || link.cue.length > 0;
    if (answered) given += 1;
    const notes: string[] = [];
    const named: Record<string, string[]> = {};
    for (const role of ['source', 'cue'] as const) {
      const one = met[role];
      const inner = one.hits === 0 ? innerOf(entry, role, link[role]) : null;
      if (inner) named[`${role}-inner`] = inner;
      notes.push(
        `${role}-${inner ? 'inner' : one.hits === 0 ? (link[role].length > 0 ? 'elsewhere' : 'missed') : one.exact ? 'exact' : 'partly'}`
      );
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
      if (!entry.contested && link.order.length > 0) orders.score += chosen(right ? 1 : 0, 1, ways);
      if (!entry.contested) orders.of += 1;
    }
    const whole =
      met.source.exact && met.cue.exact && !notes.includes('order-other') && !notes.includes('order-missed');
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
      given: answered ? linkSaid(item, link) : null,
      expected: null,
      notes,
      ...(Object.keys(named).length > 0 && { named }),
      yours: [...link.source, ...link.cue].sort((a, b) => a.start - b.start || a.end - b.end),
      key: [entry.source, entry.words],
      shows: entry.shows,
      reason: entry.reason,
      contested: entry.contested
    });
  });
  const finding = (rate(total.source) + rate(total.cue)) / 2;
  return {
    status: 'scored',
    score: finding,
    parts: { finding, label: orders.of > 0 ? orders.score / orders.of : null, boundary },
    answered: { given, of: key.entries.length },
    detection: null,
    calibration: null,
    compare: null,
    items
  };
}

/**
 * Where a learner marked an inner link of a chain: who that is, and by whom they are reported; `null` where they
 * did not.
 */
function innerOf(
  { inner, order }: LinkKey['entries'][number],
  role: 'source' | 'cue',
  marked: readonly Place[]
): string[] | null {
  const at = inner.findIndex((link) => {
    const place = role === 'source' ? link.source : link.words;
    return place && marked.some((m) => m.source === place.source && shared(m, place) > 0);
  });
  // The inner links begin with the second name of the chain.
  return at < 0 ? null : [inner[at]!.name, order[at]!];
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
