import { shown } from '../../scoring/score.ts';
import type { Detection } from '../../scoring/detection.ts';
import type { Place, Scored, VerdictItem } from '../define.ts';
import type { Answer, Item } from './schema.ts';
import { advice, CODES, needed, NOTES } from './reasons.ts';
import { count, labelOf } from './words.ts';

/** A verdict put into words: three sentences, the numbers in reserve, and the items in the order of the text. */

export interface Told {
  found: string;
  tendency: string;
  next: string;
}

export function told(item: Item, verdict: Scored): Told {
  return { found: found(item, verdict), tendency: tendency(item, verdict), next: next(item, verdict) };
}

function found(item: Item, verdict: Scored): string {
  const scored = verdict.items.filter((i) => i.scored);
  const having = (...codes: string[]) => scored.filter((i) => codes.includes(i.code)).length;
  const open = having('unanswered');
  const left = open > 0 ? ` You left ${open} open.` : '';
  if (item.mode === 'sort')
    return `You read ${having('right')} of ${count(scored.length, 'statement')} as the key does.${left}`;
  if (item.mode === 'link') {
    const part = having('partly');
    return `You linked ${having('right')} of ${count(scored.length, 'statement')} to source and cue as the key does${part > 0 ? `, and ${part} in part` : ''}.${left}`;
  }
  const what = {
    source: 'that the text hands to a source',
    characterises: 'in which the text judges in its own voice',
    reports: 'that report another’s act',
    indirect: 'that the text retells from a source without quotation marks'
  }[item.target];
  const all = having('found', 'partly', 'missed');
  const extra = having('extra');
  const more = extra > 0 ? `, and marked ${extra === 1 ? 'one' : extra} that the key does not` : '';
  return `You found ${having('found')} of the ${count(all, 'statement')} ${what}${more}.`;
}

/** The lean to either side; below it a tendency is not worth a word. */
const LEAN = 0.3;

function tendency(item: Item, verdict: Scored): string {
  const { detection, answered } = verdict;
  if (answered.given === 0) return 'Nothing is answered yet, so there is nothing to say about how you read.';
  if (item.mode === 'link') return linkTendency(verdict);
  if (!detection || detection.signals === 0 || detection.noise === 0)
    return 'Too little is answered to say which way you lean.';
  const [doing, pair] = leaning(item);
  const missed = detection.signals - detection.hits;
  if (missed === 0 && detection.falseAlarms === 0)
    return `You ${doing} neither too readily nor too rarely, and told the two apart each time.`;
  // Say a lean only where there is an error of that kind: with few items the number alone would name one.
  const lean =
    detection.tendency < -LEAN && detection.falseAlarms > 0
      ? `You ${doing} a little too readily`
      : detection.tendency > LEAN && missed > 0
        ? `You ${doing} a little too rarely`
        : `You ${doing} neither too readily nor too rarely`;
  return `${lean}; ${apart(detection, pair)}.`;
}

function leaning(item: Item): [doing: string, pair: string] {
  const handing: [string, string] = [
    'hand over to sources',
    'what is handed over from what the text says itself'
  ];
  const judging: [string, string] = ['see judgements', 'judging from stating'];
  if (item.mode === 'mark') {
    const { target } = item;
    if (target === 'source') return handing;
    if (target === 'characterises') return judging;
    if (target === 'indirect') return ['see indirect speech', 'indirect speech from everything else'];
    return ['see others’ acts', 'others’ acts from the author’s own claims'];
  }
  if (item.mode === 'sort' && !item.classes.includes('source'))
    return item.classes.includes('characterises')
      ? judging
      : ['see direct quotation', 'direct quotation from the rest'];
  return handing;
}

/** d′ in plain words. */
function apart({ apart }: Detection, pair: string): string {
  if (apart < 0.5) return `so far you hardly tell ${pair}`;
  if (apart < 1.25) return `you sometimes tell ${pair}`;
  if (apart < 2.25) return `you mostly tell ${pair}`;
  return `you nearly always tell ${pair}`;
}

function linkTendency(verdict: Scored): string {
  const notes = verdict.items.filter((i) => i.scored).flatMap((i) => i.notes);
  const off = (role: string) => notes.filter((n) => n.startsWith(`${role}-`) && n !== `${role}-exact`).length;
  const [source, cue] = [off('source'), off('cue')];
  if (source + cue === 0) return 'You point at the speaker and at the handing-over words with the same care.';
  if (source > cue) return 'You find the words that hand over more surely than the one who speaks.';
  if (cue > source) return 'You find the one who speaks more surely than the words that hand over.';
  return 'Speaker and handing-over words give you about the same trouble.';
}

function next(item: Item, verdict: Scored): string {
  const off = verdict.items.filter((i) => i.scored && !['right', 'found', 'unanswered'].includes(i.code));
  if (item.mode === 'link') {
    const notes = off.flatMap((i) => i.notes.filter((n) => !n.endsWith('-exact') && n !== 'order-right'));
    const most = commonest(notes);
    if (most?.startsWith('order'))
      return 'Look next at the chains: who speaks to the text itself, and whom do they report?';
    if (most?.startsWith('source'))
      return 'Look next at who is named as the speaker: the whole name or description, and no more.';
    if (most?.startsWith('cue'))
      return 'Look next at the cue: the verb or phrase that makes it the source’s claim.';
  }
  const pairs = off.map((i) => JSON.stringify([given(i), i.expected]));
  const most = commonest(pairs);
  if (most) {
    const [from, to] = JSON.parse(most) as [string | null, string | null];
    return advice(from, to);
  }
  const edges = verdict.parts.boundary;
  if (edges && edges.of > edges.exact)
    return 'Look next at where your marks begin and end: the whole statement, and nothing of its neighbours.';
  if (verdict.items.some((i) => i.code === 'unanswered')) return 'Look next at what you left open.';
  if (verdict.items.some((i) => i.contested))
    return 'Look next at the statement on which careful readers differ, and decide which reading you would defend.';
  return 'Try a text with more voices next.';
}

/** What was given for an item; an untouched one was read as "not this". */
export function given(item: VerdictItem): string | null {
  return item.code === 'missed' ? null : item.given;
}

function commonest(list: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const one of list) counts.set(one, (counts.get(one) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

/** A score as it is shown: of 100, cut at 0. */
export function ofHundred(score: number): number {
  return Math.round(shown(score) * 100);
}

export function sureSentence(verdict: Scored): string {
  const c = verdict.calibration;
  if (!c) return '';
  const [sure, right] = [Math.round(c.meanSure * 100), Math.round(c.shareRight * 100)];
  const gap = sure - right;
  const fit =
    Math.abs(gap) <= 10
      ? 'How sure you feel fits how you read.'
      : gap > 0
        ? 'You were surer than your readings bore out.'
        : 'You read better than you felt.';
  return `${fit} Over ${count(c.items, 'statement')} you were ${sure} percent sure on average, and ${right} percent were read as the key reads them.`;
}

/** An item as the list shows it. */
export interface Line {
  item: VerdictItem;
  number: number;
  quote: string;
  code: string;
  yours: string;
  keys: string;
  needed: string;
  notes: string[];
  /** Whether reading and key agree; `null` for a contested item. */
  agrees: boolean | null;
}

/** The items in the order in which they stand in the texts. */
export function lines(item: Item, verdict: Scored): Line[] {
  const rank = new Map(item.passages.map((p, i) => [p.source, i]));
  const where = (i: VerdictItem): Place | undefined =>
    (item.mode === 'link' ? statementOf(item, i.id) : undefined) ?? i.key[0] ?? i.yours[0];
  return [...verdict.items]
    .sort((a, b) => {
      const [x, y] = [where(a), where(b)];
      if (!x || !y) return 0;
      return (rank.get(x.source) ?? 0) - (rank.get(y.source) ?? 0) || x.start - y.start;
    })
    .map((i, n) => line(item, i, n + 1));
}

export function statementOf(item: Item, id: string): Place | undefined {
  return item.mode === 'link' ? item.statements.find((s) => s.id === id)?.places[0] : undefined;
}

function line(item: Item, i: VerdictItem, number: number): Line {
  const statement = item.mode === 'link' ? item.statements.find((s) => s.id === i.id)?.places : undefined;
  const places = statement ?? (i.code === 'extra' ? i.yours : i.key);
  const agrees = i.contested ? null : ['right', 'found'].includes(i.code);
  return {
    item: i,
    number,
    quote: places.map((p) => p.quote).join(' … '),
    code: CODES[i.code] ?? i.code,
    yours: item.mode === 'link' ? '' : yours(i),
    keys: item.mode === 'link' || i.contested ? '' : keys(i),
    needed: i.contested || agrees ? '' : needed(given(i), i.expected),
    notes: (item.mode === 'mark' && i.code === 'partly' ? ['under-half'] : i.notes).flatMap(
      (note) => NOTES[note] ?? []
    ),
    agrees
  };
}

function yours(i: VerdictItem): string {
  if (i.code === 'unanswered') return 'left open';
  if (i.yours.length === 0) return 'not marked';
  return labelOf(i.given)?.as ?? 'marked';
}

function keys(i: VerdictItem): string {
  return i.expected === 'furniture'
    ? 'not a claim: a dateline, byline or caption'
    : (labelOf(i.expected)?.as ?? '');
}

/** A stretch of a text as the verdict shows it. */
export interface Layered {
  source: string;
  start: number;
  end: number;
  /** The number of the item that it opens. */
  number: number;
  class: string;
  sign: string;
  as: string;
}

export type Layer = 'mine' | 'key' | 'both';

/** What is to be drawn over the texts for one layer. */
export function layered(item: Item, answer: Answer, rows: readonly Line[], layer: Layer): Layered[] {
  const out: Layered[] = [];
  for (const row of rows) {
    const { item: i, number } = row;
    const put = (places: readonly Place[], as: string, extra = '') => {
      for (const { source, start, end } of places)
        out.push({
          source,
          start,
          end,
          number,
          class: `as-${as} ${extra}`.trim(),
          sign: `${number} ${labelOf(as)?.sign ?? SIGNS[as] ?? ''}`.trim(),
          as
        });
    };
    if (i.contested) {
      put(i.key, 'contested');
      if (layer !== 'key' && item.mode !== 'link') put(i.yours, i.given ?? 'contested', 'mine');
    } else if (item.mode === 'link') {
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
    } else if (item.mode === 'sort') {
      if (layer === 'mine') put(i.yours, i.given ?? '', 'mine');
      else if (layer === 'key') put(i.key, i.expected ?? '', 'key');
      else {
        const at = out.length;
        put(i.key, i.expected ?? '', row.agrees ? 'key' : 'key differs');
        if (!row.agrees)
          for (const o of out.slice(at))
            o.sign = `${number} ${labelOf(i.given)?.sign ?? '·'} → ${labelOf(i.expected)?.sign ?? ''}`;
      }
    } else {
      const keyed = layer !== 'mine' && i.code !== 'extra' && i.expected;
      const at = out.length;
      if (keyed) put(i.key, i.expected!, 'key');
      if (layer === 'both' && keyed && i.given && i.given !== i.expected)
        for (const o of out.slice(at))
          o.sign = `${number} ${labelOf(i.given)?.sign ?? ''} → ${labelOf(i.expected)?.sign ?? ''}`;
      const mine = out.length;
      if (layer !== 'key' && i.given) put(i.yours, i.given, 'mine');
      // One letter a place: where both stand, the key's stretch carries it.
      if (keyed) for (const o of out.slice(mine)) o.sign = '';
    }
  }
  return once(out);
}

const SIGNS: Record<string, string> = { contested: '?', speaker: 'S', cue: 'C' };

/** A mark over two statements stands with both of them, and is drawn once. */
function once(list: Layered[]): Layered[] {
  const seen = new Set<string>();
  return list.filter((l) => {
    const sign = `${l.source} ${l.start} ${l.end} ${l.class}`;
    return !seen.has(sign) && Boolean(seen.add(sign));
  });
}
