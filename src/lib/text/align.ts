import { difference } from './difference.ts';
import type { Range } from './span.ts';
import { paragraphs, tokens } from './tokens.ts';

/** A passage that two texts share, word for word or nearly so, and the words in which its two sides part. */
export interface Match {
  a: Range;
  b: Range;
  /** Words that the other side has not, or has otherwise. */
  differs: { a: Range[]; b: Range[] };
}

export interface Alignment {
  /** In the order of the first text; no word of either text stands in two of them. */
  matches: Match[];
  /** For each paragraph the one of the other text that shares the most words with it; `null` where none does. */
  partners: { a: (number | null)[]; b: (number | null)[] };
}

/** The fewest words in a row that are more than a turn of speech, and how many of them must say something. */
const LEAST = 4;
const LEAST_TELLING = 3;
/** How many words may stand between two rows of shared words in one passage. */
const GAP = 7;

/** Words that stand in any text: a row of nothing else shows no kinship. */
const COMMON = new Set(
  'a an and are as at be been but by did for from had has have he her his in is it its of on or our she that the their them there they this to was we were which who will with'.split(
    ' '
  )
);

/** Where the same words stand in a row: from word `a` of the one and `b` of the other, `n` words long. */
interface Run {
  a: number;
  b: number;
  n: number;
}

/**
 * Aligns two texts by the words that they share. The longest row of shared words comes first, then the longest of what
 * is left; rows that stand close together in one paragraph of either text make one passage, and passages are widened
 * to whole clauses.
 * @param known pairs of passages that belong together whatever their words, as a key holds them
 * @param folds stretches that are shown folded: nothing in them is matched
 */
export function align(
  a: string,
  b: string,
  known: readonly { a: Range; b: Range }[] = [],
  folds: { a: readonly Range[]; b: readonly Range[] } = { a: [], b: [] }
): Alignment {
  // Whichever is asked first, the answer is the same: ties are broken in one order of the two.
  if (a > b) {
    const turned = align(b, a, known.map(flip), flip(folds));
    const matches = turned.matches
      .map((match) => ({ ...flip(match), differs: flip(match.differs) }))
      .sort((x, y) => x.a.start - y.a.start);
    return { matches, partners: flip(turned.partners) };
  }
  const sides = { a: side(a, folds.a), b: side(b, folds.b) };
  const passages = joined(runs(sides.a.words, sides.b.words), sides);
  for (const pair of known) {
    const seed = { a: within(sides.a, pair.a), b: within(sides.b, pair.b) };
    const free = (of: 'a' | 'b') =>
      seed[of].to > seed[of].from &&
      passages.every((passage) => passage[of].to <= seed[of].from || passage[of].from >= seed[of].to);
    if (free('a') && free('b')) passages.push(seed);
  }
  passages.sort((x, y) => x.a.from - y.a.from);
  widen(passages, 'a', sides.a);
  widen(passages, 'b', sides.b);
  const matches = passages.map((passage) => matchOf(passage, sides));
  return { matches, partners: partnersOf(passages, sides) };
}

const flip = <T>({ a, b }: { a: T; b: T }): { a: T; b: T } => ({ a: b, b: a });

interface Side {
  /** The words that are not folded, and what they are compared by. */
  at: Range[];
  words: string[];
  /** The number of the paragraph that a word stands in. */
  in: number[];
  paragraphs: number;
  /** Whether a clause ends with a word. */
  ends: boolean[];
}

/** What ends a clause, between two words; a point before a number belongs to what is short: “Feb. 26”. */
const CLAUSE_END = /[,;:!?…()–—\n]|\.(?!\s+\p{N})/u;

function side(text: string, folds: readonly Range[]): Side {
  const at = tokens(text).filter(({ start, end }) => folds.every((f) => f.end <= start || f.start >= end));
  const all = paragraphs(text);
  return {
    at,
    words: at.map(({ start, end }) => text.slice(start, end).toLowerCase().replaceAll('’', "'")),
    in: at.map(({ start }) => all.findIndex((paragraph) => start < paragraph.end)),
    paragraphs: all.length,
    ends: at.map(({ end }, i) => CLAUSE_END.test(text.slice(end, (at[i + 1]?.start ?? text.length) + 1)))
  };
}

/** Rows of shared words, the longest first; each word is in one of them at most. */
function runs(a: readonly string[], b: readonly string[]): Run[] {
  const freeA = a.map(() => true);
  const freeB = b.map(() => true);
  const found: Run[] = [];
  for (;;) {
    const run = longest(a, b, freeA, freeB);
    if (!run || !tells(a, b, run)) return found;
    found.push(run);
    freeA.fill(false, run.a, run.a + run.n);
    freeB.fill(false, run.b, run.b + run.n);
  }
}

/** Whether a row of words is more than chance; a whole text always is. */
function tells(a: readonly string[], b: readonly string[], { a: from, n }: Run): boolean {
  return (n === a.length && n === b.length) || isTelling(a.slice(from, from + n));
}

function isTelling(words: readonly string[]): boolean {
  return words.length >= LEAST && words.filter((word) => !COMMON.has(word)).length >= LEAST_TELLING;
}

/** The longest row of words that are free on both sides and tell something; the first of those that are as long. */
function longest(
  a: readonly string[],
  b: readonly string[],
  freeA: readonly boolean[],
  freeB: readonly boolean[]
): Run | null {
  let best: Run | null = null;
  let last = new Array<number>(b.length + 1).fill(0);
  for (let i = 0; i < a.length; i++) {
    const row = new Array<number>(b.length + 1).fill(0);
    for (let j = 0; j < b.length; j++) {
      if (!freeA[i] || !freeB[j] || a[i] !== b[j]) continue;
      const n = (row[j + 1] = last[j]! + 1);
      const run = { a: i - n + 1, b: j - n + 1, n };
      if (n > (best?.n ?? 0) && tells(a, b, run)) best = run;
    }
    last = row;
  }
  return best;
}

/** A passage in words of either side, `to` exclusive. */
interface Passage {
  a: { from: number; to: number };
  b: { from: number; to: number };
}

/** Parts rows where a paragraph ends on either side, and joins those that stand close together in the same two. */
function joined(found: readonly Run[], { a, b }: { a: Side; b: Side }): Passage[] {
  const parts = found.flatMap((run): Passage[] => {
    const whole = run.n === a.words.length && run.n === b.words.length;
    const out: Passage[] = [];
    for (let i = 0; i < run.n; i++) {
      const last = out.at(-1);
      const same = last && a.in[run.a + i] === a.in[last.a.from] && b.in[run.b + i] === b.in[last.b.from];
      if (same) {
        last.a.to += 1;
        last.b.to += 1;
      } else
        out.push({ a: { from: run.a + i, to: run.a + i + 1 }, b: { from: run.b + i, to: run.b + i + 1 } });
    }
    return whole ? out : out.filter((part) => isTelling(a.words.slice(part.a.from, part.a.to)));
  });
  parts.sort((x, y) => x.a.from - y.a.from);
  const out: Passage[] = [];
  for (const part of parts) {
    const last = out.at(-1);
    const near =
      last &&
      a.in[part.a.from] === a.in[last.a.from] &&
      b.in[part.b.from] === b.in[last.b.from] &&
      part.a.from - last.a.to <= GAP &&
      part.b.from >= last.b.to &&
      part.b.from - last.b.to <= GAP &&
      // Nothing of another passage stands between.
      parts.every(({ b: other }) => other.from >= part.b.from || other.to <= last.b.to);
    if (near) {
      last.a.to = part.a.to;
      last.b.to = part.b.to;
    } else out.push(part);
  }
  return out;
}

/**
 * Widens passages to whole clauses, so that none is cut before the word in which the texts part. A clause that two
 * passages share is parted between them: the earlier one takes what stands between.
 */
function widen(passages: readonly Passage[], which: 'a' | 'b', { ends }: Side): void {
  const ranges = passages.map((passage) => passage[which]).sort((x, y) => x.from - y.from);
  ranges.forEach((range, i) => {
    const before = ranges[i - 1]?.to ?? 0;
    const after = ranges[i + 1]?.from ?? ends.length;
    while (range.to < after && !ends[range.to - 1]) range.to += 1;
    while (range.from > before && !ends[range.from - 1]) range.from -= 1;
  });
}

/** The words of a side that a range holds. */
function within({ at }: Side, range: Range): { from: number; to: number } {
  const inside = (word: Range) => word.start >= range.start && word.end <= range.end;
  const from = at.findIndex(inside);
  return from < 0 ? { from: 0, to: 0 } : { from, to: at.findLastIndex(inside) + 1 };
}

function matchOf(passage: Passage, { a, b }: { a: Side; b: Side }): Match {
  const parted = difference(
    a.words.slice(passage.a.from, passage.a.to),
    b.words.slice(passage.b.from, passage.b.to)
  );
  const ranges = (of: Side, from: number, words: readonly { from: number; to: number }[]) =>
    words.map((w) => ({ start: of.at[from + w.from]!.start, end: of.at[from + w.to - 1]!.end }));
  return {
    a: { start: a.at[passage.a.from]!.start, end: a.at[passage.a.to - 1]!.end },
    b: { start: b.at[passage.b.from]!.start, end: b.at[passage.b.to - 1]!.end },
    differs: { a: ranges(a, passage.a.from, parted.a), b: ranges(b, passage.b.from, parted.b) }
  };
}

function partnersOf(passages: readonly Passage[], { a, b }: { a: Side; b: Side }): Alignment['partners'] {
  const weights = new Map<string, number>();
  for (const passage of passages) {
    const pair = `${a.in[passage.a.from]} ${b.in[passage.b.from]}`;
    weights.set(pair, (weights.get(pair) ?? 0) + passage.a.to - passage.a.from);
  }
  const pairs = [...weights].map(([pair, weight]) => ({ weight, of: pair.split(' ').map(Number) }));
  const best = (which: 0 | 1, paragraph: number): number | null => {
    const mine = pairs.filter(({ of }) => of[which] === paragraph);
    mine.sort((x, y) => y.weight - x.weight || x.of[1 - which]! - y.of[1 - which]!);
    return mine[0]?.of[1 - which] ?? null;
  };
  return {
    a: Array.from({ length: a.paragraphs }, (_, i) => best(0, i)),
    b: Array.from({ length: b.paragraphs }, (_, i) => best(1, i))
  };
}
