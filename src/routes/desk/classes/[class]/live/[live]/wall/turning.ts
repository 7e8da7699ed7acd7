import type { Pointed } from '$lib/classroom/live/state.ts';
import { lineAt, topOfWords, wordsBelow } from './lines.ts';

/** Where a wall is in its texts: scrolled to, and kept while what is drawn over them changes. */

/** Between what stays on top and what is turned to. */
const GAP = 16;

/** How far what stays on top covers what is right below it, in letters of the wall. */
const LIP = 0.35;

/** The class's own picture, above the texts. */
const OWN = '[data-own]';

const rem = () => parseFloat(getComputedStyle(document.documentElement).fontSize);

/** Where what stays on top of the wall ends, once the texts are scrolled below it. */
const topOf = (root: ParentNode): number => root.querySelector<HTMLElement>('.stays')?.offsetHeight ?? 0;

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

/** Scrolls to the end of the picture above the texts; all of it is seen, where it has room. */
export function turnToStart(root: ParentNode): void {
  const own = root.querySelector(OWN);
  if (!own) turnToTop();
  else to(Math.max(-scrollY, own.getBoundingClientRect().bottom + GAP - innerHeight));
}

/**
 * Scrolls to what stands below the texts: never so far that less is on the wall than has room there.
 * @param last to the end of it
 */
export function turnToEnd(root: Element, last: boolean): void {
  const texts = [...root.querySelectorAll('.passage')].at(-1)?.getBoundingClientRect().bottom;
  if (texts === undefined) return;
  const begins = texts - topOf(root) - GAP;
  const room = parseFloat(getComputedStyle(root).paddingBlockEnd);
  const ends = root.getBoundingClientRect().bottom - room + GAP - innerHeight;
  to(last ? ends : Math.min(begins, ends));
}

/** How much of the window the texts have to themselves: below what stays on top, above what is said of what is pointed at. */
function free(root: ParentNode): { top: number; bottom: number } {
  const said = root.querySelector<HTMLElement>('.discussed');
  // Beside the texts it covers none of them.
  const below = said && getComputedStyle(said).position === 'sticky' ? said.offsetHeight : 0;
  return { top: topOf(root), bottom: innerHeight - below };
}

function pointedIn(root: ParentNode): { top: number; bottom: number } | null {
  const rects = [...root.querySelectorAll('.pointed')].map((one) => one.getBoundingClientRect());
  const [first, last] = [rects[0], rects.at(-1)];
  return first && last ? { top: first.top, bottom: last.bottom } : null;
}

/** Whether all that is pointed at is in sight, so that nothing need be scrolled. */
export function isSeen(root: ParentNode): boolean {
  const [{ top, bottom }, pointed] = [free(root), pointedIn(root)];
  return pointed !== null && pointed.top >= top && pointed.bottom <= bottom;
}

/**
 * Scrolls to what is pointed at: into the middle between what stays on top and what is said of it below. No line is cut
 * through at the upper edge: it is whole where there is room for it, and else it is not there.
 */
export function turnToPointed(root: ParentNode): void {
  const pointed = pointedIn(root);
  if (!pointed) return;
  const { top, bottom } = free(root);
  const spare = bottom - top - (pointed.bottom - pointed.top);
  to(pointed.top - top - Math.max(GAP, spare / 2));
  const cutBy = (edge: number, of: string) => lineAt([...root.querySelectorAll<HTMLElement>(of)], edge);
  const cut = cutBy(top, '.passage > *');
  if (cut) to(spare > 2 * (cut.bottom - cut.top) ? cut.top - top : cut.bottom - top);
  // The lines of a text have room above their letters, those of its name have none.
  const name = cutBy(top + LIP * rem(), '.passage > .head');
  if (name) to(name.bottom - top);
}

/**
 * Where a wall stands: which words are first below what stays on top, and how far; and whether the class's own picture is
 * there.
 */
export interface Stand {
  /** `at`: how many letters of its paragraph are before them. */
  words: { passage: number; from: string; at: number; away: number } | null;
  own: boolean;
}

const hasOwn = (root: ParentNode) => root.querySelector(OWN) !== null;

/** @returns no words, where the wall stands above the first paragraph */
export function standOf(root: ParentNode): Stand {
  const edge = topOf(root);
  const all = [...root.querySelectorAll('.passage')].flatMap((passage, i) =>
    paragraphsOf(passage).map((element) => ({ passage: i, element }))
  );
  const n = all.findLastIndex(({ element }) => element.getBoundingClientRect().top <= edge + 2 * GAP);
  // Of a paragraph of which no line is left below the edge, the next one counts.
  for (const { passage, element } of n < 0 ? [] : all.slice(n, n + 2)) {
    const first = wordsBelow(element, edge);
    if (first)
      return {
        words: { passage, from: element.dataset.from!, at: first.at, away: first.top - edge },
        own: hasOwn(root)
      };
  }
  return { words: null, own: hasOwn(root) };
}

/**
 * Keeps the wall where it stood before it was drawn anew: the same words are as far from the edge, however the lines break
 * now.
 * @returns whether it could not: the picture came or went, or no words were there to stand by, above the texts or below them
 */
export function stay(root: ParentNode, { words, own }: Stand): boolean {
  const now = hasOwn(root);
  if (now !== own || words === null) return true;
  const element = paragraphsOf(root.querySelectorAll('.passage')[words.passage]).find(
    ({ dataset }) => dataset.from === words.from
  );
  const top = element ? topOfWords(element, words.at) : null;
  if (top !== null) to(top - topOf(root) - words.away);
  return false;
}
