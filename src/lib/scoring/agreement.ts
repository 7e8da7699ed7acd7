/**
 * Krippendorff's alpha for nominal data: 1 − Do/De over the coincidence matrix, the values of a unit weighted
 * 1/(m_u − 1) (Krippendorff 2011, *Computing Krippendorff's Alpha-Reliability*).
 * @param ratings one list a coder, a value a unit, `null` where the coder gave none
 * @param weights how often each unit counts (a run of characters with the same codes, say); 1 where left out
 * @returns alpha; 1 where there is no disagreement to expect, NaN where no unit has two values
 */
export function alpha<T extends string | number>(
  ratings: readonly (readonly (T | null)[])[],
  weights?: readonly number[]
): number {
  const units = Math.max(0, ...ratings.map((row) => row.length));
  const counted = Array.from({ length: units }, (_, u) => {
    const counts = new Map<T, number>();
    for (const row of ratings) {
      const value = row[u];
      if (value != null) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return counts;
  });
  return alphaOfCounts(counted, weights);
}

/**
 * The same alpha, of what was counted already.
 * @param units of each unit, how many coders gave each value
 */
export function alphaOfCounts<T>(
  units: Iterable<Iterable<readonly [value: T, count: number]>>,
  weights?: readonly number[]
): number {
  const totals = new Map<T, number>();
  let n = 0;
  let observed = 0;
  let u = 0;
  for (const unit of units) {
    const weight = weights?.[u++] ?? 1;
    const counts = [...unit];
    const m = sum(counts.map(([, count]) => count));
    if (m < 2) continue;
    n += m * weight;
    for (const [value, count] of counts) {
      totals.set(value, (totals.get(value) ?? 0) + count * weight);
      observed += (weight * count * (m - count)) / (m - 1);
    }
  }
  if (n === 0) return NaN;
  const expected = sum([...totals.values()].map((count) => count * (n - count))) / (n - 1);
  return expected === 0 ? 1 : 1 - observed / expected;
}

/**
 * How much coders agree as it is, chance left in: of all pairs of values that a unit was given, the share that are alike.
 * Where nearly all give one value everywhere, alpha is near 0, for that is what chance would do as well; this is near 1.
 * @param units of each unit, how many coders gave each value
 * @param aside a value that is none, as of words that a coder left unmarked: two of them are no pair
 * @returns 0 to 1; NaN where there is no pair
 */
export function alikeOfCounts<T>(
  units: Iterable<Iterable<readonly [value: T, count: number]>>,
  aside?: T
): number {
  let alike = 0;
  let pairs = 0;
  for (const unit of units) {
    const counts = [...unit];
    const m = sum(counts.map(([, count]) => count));
    for (const [value, count] of counts) {
      if (value === aside) continue;
      alike += count * (count - 1);
      pairs += count * (m - 1);
    }
  }
  return pairs === 0 ? NaN : alike / pairs;
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
