import type { Pointed } from '$lib/classroom/live/state.ts';

/**
 * Scrolls the page so that a paragraph stands below what stays on top of it; with the first of a text its name is seen.
 * @param sources the texts in their order
 * @param below what stays on top
 */
export function turnTo(
  root: ParentNode,
  { source, start }: Pointed,
  sources: readonly string[],
  below: Element | null
): void {
  const passage = root.querySelectorAll('.passage')[sources.indexOf(source)];
  const all = [...(passage?.querySelectorAll<HTMLElement>('p[data-from]') ?? [])];
  // A paragraph that is folded away stands in the one before it.
  const n = all.findLastIndex(({ dataset }) => Number(dataset.from) <= start);
  const goal = n <= 0 ? passage : all[n];
  if (!goal) return;
  const gap = 16;
  const top = goal.getBoundingClientRect().top - (below?.getBoundingClientRect().bottom ?? 0) - gap;
  scrollBy({ top, behavior: 'instant' });
}
