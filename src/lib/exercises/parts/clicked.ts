import type { Stretch } from '../../ui/passage.ts';
import type { Piece } from '../../ui/pieces.ts';

/**
 * What a click on a piece of a text is about: of stretches that lie over each other the one that begins there, and then
 * the shorter one. `null` where the class gave nothing there.
 */
export function clickedOf<T extends Stretch & { given: boolean }>({
  on,
  opens
}: Pick<Piece<T>, 'on' | 'opens'>): T | null {
  return shortest(opens) ?? shortest(on);
}

const shortest = <T extends Stretch & { given: boolean }>(all: readonly T[]): T | null =>
  all.filter(({ given }) => given).sort((a, b) => length(a) - length(b))[0] ?? null;

const length = ({ start, end }: Stretch): number => end - start;
