import { blockMaker, type FoldRange, type Stretch } from '../../ui/passage.ts';
import type { Piece, Range } from '../../ui/pieces.ts';

type Given = Stretch & { given: boolean };

/**
 * What a click on a piece of a text is about: of stretches that lie over each other the one that begins there, and then
 * the shorter one. `null` where the class gave nothing there.
 */
export function clickedOf<T extends Given>({ on, opens }: Pick<Piece<T>, 'on' | 'opens'>): T | null {
  return shortest(opens) ?? shortest(on);
}

/**
 * Where the button of each stretch of a text begins: at the first of its words on which a click is about it, which is not
 * its first word where a shorter one begins there too. What is folded away has no button.
 * @returns the offsets at which the pieces begin that are buttons
 */
export function buttonsOf(
  text: string,
  paragraphs: readonly Range[],
  folds: readonly FoldRange[],
  stretches: readonly Given[]
): Set<number> {
  const pieces = blockMaker<Given>()(paragraphs, folds, stretches)
    .flatMap(({ runs }) => runs.filter(({ fold }) => fold === null))
    .flatMap((run) => run.pieces);
  const buttons = new Map<string, number>();
  for (const piece of pieces) {
    const of = clickedOf(piece);
    if (!of || text.slice(piece.start, piece.end).trim() === '') continue;
    const place = `${of.start} ${of.end}`;
    if (!buttons.has(place)) buttons.set(place, piece.start);
  }
  return new Set(buttons.values());
}

const shortest = <T extends Given>(all: readonly T[]): T | null =>
  all.filter(({ given }) => given).sort((a, b) => length(a) - length(b))[0] ?? null;

const length = ({ start, end }: Stretch): number => end - start;
