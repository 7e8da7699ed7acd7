/** Positions in a list of words, `to` exclusive. */
export interface Words {
  from: number;
  to: number;
}

/**
 * The words in which two lists part: what is left of each when the longest list of words that both have in the same
 * order is taken out (the longest common subsequence, as in any comparison of two versions).
 * @returns for each side the stretches of words that the other has not
 */
export function difference(a: readonly string[], b: readonly string[]): { a: Words[]; b: Words[] } {
  // lengths[i][j]: how many words a from i and b from j have in common.
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i]![j] =
        a[i] === b[j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
  const out: { a: Words[]; b: Words[] } = { a: [], b: [] };
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && lengths[i + 1]![j]! >= lengths[i]![j + 1]!)) add(out.a, i++);
    else add(out.b, j++);
  }
  return out;
}

function add(stretches: Words[], word: number): void {
  const last = stretches.at(-1);
  if (last?.to === word) last.to += 1;
  else stretches.push({ from: word, to: word + 1 });
}
