import type { ShelfLesson } from './shelf.ts';
import { stoodIn, type Kept } from './status.ts';

/** Which exercises of a pack were checked at least once; one that another stood in for counts the same. */
export function practised(
  pack: string,
  lessons: readonly Pick<ShelfLesson, 'slug' | 'standIns'>[],
  kept: Kept
): (slug: string) => boolean {
  return (slug) =>
    (kept.exercises.get(`${pack}/${slug}`)?.attempts ?? 0) > 0 ||
    lessons.some((lesson) => stoodIn(pack, lesson, slug, kept));
}
