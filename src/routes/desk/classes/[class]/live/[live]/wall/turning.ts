import type { Pointed } from '$lib/classroom/live/state.ts';

/** Where a wall is in its texts: scrolled to, and kept while what is drawn over them changes. */

/** Between what stays on top and what is turned to. */
const GAP = 16;

/** Where what stays on top of the wall ends, once the texts are scrolled below it. */
const topOf = (root: ParentNode): number =>
  [...root.querySelectorAll<HTMLElement>('.stays')].reduce((sum, { offsetHeight }) => sum + offsetHeight, 0);

const paragraphsOf = (passage: Element | undefined): HTMLElement[] => [
  ...(passage?.querySelectorAll<HTMLElement>('p[data-from]') ?? [])
];

const to = (y: number) => scrollBy({ top: y, behavior: 'instant' });

/** Scrolls to the top of the step. */
export const turnToTop = (): void => scrollTo({ top: 0, behavior: 'instant' });

/**
 * Scrolls so that a paragraph stands below what stays on top; with the first of a text its name is seen.
 * @param sources the texts in their order
 */
export function turnTo(root: ParentNode, { source, start }: Pointed, sources: readonly string[]): void {
  const passage = root.querySelectorAll('.passage')[sources.indexOf(source)];
  const all = paragraphsOf(passage);
  // A paragraph that is folded away stands in the one before it.
  const n = all.findLastIndex(({ dataset }) => Number(dataset.from) <= start);
  const goal = n <= 0 ? passage : all[n];
  if (goal) to(goal.getBoundingClientRect().top - topOf(root) - GAP);
}

/** Scrolls to what is pointed at: into the middle between what stays on top and what is said of it below. */
export function turnToPointed(root: ParentNode): void {
  const pointed = [...root.querySelectorAll('.pointed')];
  const [first, last] = [pointed[0], pointed.at(-1)];
  if (!first || !last) return;
  const { top } = first.getBoundingClientRect();
  const above = topOf(root);
  const below = root.querySelector<HTMLElement>('.discussed')?.offsetHeight ?? 0;
  const spare = innerHeight - below - above - (last.getBoundingClientRect().bottom - top);
  to(top - above - Math.max(GAP, spare / 2));
}

/** Where a wall stands: which paragraph is at its upper edge, and how far from it; and whether the class's own picture is there. */
export interface Stand {
  /** `away`: of one that goes on above the edge, the share of its height; else pixels. */
  paragraph: { passage: number; from: string; away: number } | null;
  own: boolean;
}

/** How far a paragraph is from the edge: it may be broken into more lines, or fewer, when it is drawn anew. */
const awayOf = (element: Element, edge: number): number => {
  const { top, height } = element.getBoundingClientRect();
  return top < edge ? (top - edge) / Math.max(1, height) : top - edge;
};

const hasOwn = (root: ParentNode) => root.querySelector('[data-own]') !== null;

/** @returns no paragraph, where the wall stands above the first of them */
export function standOf(root: ParentNode): Stand {
  const edge = topOf(root);
  const all = [...root.querySelectorAll('.passage')].flatMap((passage, i) =>
    paragraphsOf(passage).map((element) => ({
      passage: i,
      from: element.dataset.from!,
      away: awayOf(element, edge)
    }))
  );
  return { paragraph: all.findLast(({ away }) => away <= 2 * GAP) ?? null, own: hasOwn(root) };
}

/**
 * Keeps the wall where it stood before it was drawn anew: the same paragraph is as far from the edge. A class's own picture
 * over the texts is seen when it comes.
 * @returns whether the picture went, so that the texts stand elsewhere now
 */
export function stay(root: ParentNode, { paragraph, own }: Stand): boolean {
  const now = hasOwn(root);
  if (now !== own) {
    turnToTop();
    return own;
  }
  const element = paragraphsOf(root.querySelectorAll('.passage')[paragraph?.passage ?? -1]).find(
    ({ dataset }) => dataset.from === paragraph?.from
  );
  if (paragraph && element) {
    const { top, height } = element.getBoundingClientRect();
    to(top - topOf(root) - paragraph.away * (paragraph.away < 0 ? height : 1));
  }
  return false;
}
