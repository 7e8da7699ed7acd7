import type { Passage, Place } from '../define.ts';

/**
 * A list in the order in which it stands in the texts.
 * @param where the first place of each; what has none stays where it is among its neighbours
 */
export function inTextOrder<T>(
  passages: readonly Pick<Passage, 'source'>[],
  list: readonly T[],
  where: (each: T) => Pick<Place, 'source' | 'start'> | undefined
): T[] {
  const rank = new Map(passages.map(({ source }, i) => [source, i]));
  return [...list].sort((a, b) => {
    const [x, y] = [where(a), where(b)];
    if (!x || !y) return 0;
    return (rank.get(x.source) ?? 0) - (rank.get(y.source) ?? 0) || x.start - y.start;
  });
}
