import { alikeOfCounts, alphaOfCounts } from '../../scoring/agreement.ts';
import type { Range } from '../../text/span.ts';
import { tokensIn } from '../../text/tokens.ts';
import type { Agreement, Heat, UnitCount } from '../define.ts';

/** What types share that count the answers of a class. */

/**
 * What was given, the commonest first and those as common by name; what is `null` was left open.
 * @param isHalf whether a reading is half answered
 */
export function counted(
  given: readonly (string | null)[],
  isHalf: (given: string) => boolean = () => false
): UnitCount['readings'] {
  const counts = new Map<string, number>();
  for (const one of given) if (one !== null) counts.set(one, (counts.get(one) ?? 0) + 1);
  return [...counts]
    .map(([given, count]) => (isHalf(given) ? { given, count, half: true as const } : { given, count }))
    .sort((a, b) => b.count - a.count || (a.given < b.given ? -1 : 1));
}

/**
 * How far learners agree; `null` where no unit has two values.
 * @param units of each unit, how many learners gave what
 * @param aside what is given by giving nothing: that two learners left a word unmarked is no agreement on marks
 */
export function agreement(
  units: readonly (readonly (readonly [given: string, count: number])[])[],
  aside?: string
): Agreement | null {
  const alike = alikeOfCounts(units, aside);
  return Number.isNaN(alike) ? null : { alike, alpha: alphaOfCounts(units) };
}

/** Whether so little of what could be given was given that agreement on it would say more than there is. */
export const isLittle = (given: number, possible: number): boolean => 2 * given < possible;

/**
 * Agreement on labels of units; `null` where more than half of what could be given for them was left open as well. What is
 * half answered agrees with nothing, nor differs from it.
 * @param of how many learners answered
 */
export function agreementOn(
  units: readonly Pick<UnitCount, 'readings' | 'asked'>[],
  of: number
): Agreement | null {
  const counts = units.map(({ readings }) =>
    readings.filter(({ half }) => !half).map(({ given, count }) => [given, count] as const)
  );
  const given = counts.flat().reduce((sum, [, count]) => sum + count, 0);
  const possible = units.reduce((sum, { asked = of }) => sum + asked, 0);
  return isLittle(given, possible) ? null : agreement(counts);
}

/** How many learners marked each word. A learner counts once, however often a word was marked. */
export function wordCounts(words: readonly Range[], learners: readonly (readonly Range[])[]): Int32Array {
  return stretchCounts(
    words.length,
    learners.map((marks) => marks.map((mark) => tokensIn(words, mark)))
  );
}

/** The same of words that were found: of each learner, the stretches of them, as `tokensIn` gives them. */
export function stretchCounts(
  words: number,
  learners: readonly (readonly (readonly [from: number, to: number])[])[]
): Int32Array {
  const counts = new Int32Array(words);
  /** Of each word, who marked it last: 1 for the first learner. */
  const last = new Int32Array(words);
  learners.forEach((stretches, learner) => {
    for (const [from, to] of stretches)
      for (let w = from; w < to; w++) {
        if (last[w] !== learner + 1) counts[w]! += 1;
        last[w] = learner + 1;
      }
  });
  return counts;
}

/** Words that as many learners marked, side by side, as runs; what nobody marked is in none. */
export function runs(
  words: readonly Range[],
  counts: Int32Array,
  of: { source: string; unit: string | null; role: string | null }
): Heat[] {
  const out: Heat[] = [];
  for (let w = 0; w < words.length; w++) {
    const count = counts[w]!;
    if (count === 0) continue;
    const { start, end } = words[w]!;
    const last = out.at(-1);
    if (last?.count === count && counts[w - 1] === count) last.end = end;
    else out.push({ ...of, start, end, count });
  }
  return out;
}
