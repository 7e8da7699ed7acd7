import { z } from 'zod';
import { lessonNote, noteOf } from '../packs/notes.ts';
import { packs } from './packs.ts';

/** What is said of texts before they are opened, by the packs as they are now: it is no part of a pinned exercise. */

/** An exercise of any type. */
export interface WithTexts {
  pack: string;
  item: unknown;
}

/** An item, as far as it names its texts. */
const Texts = z.object({ passages: z.array(z.object({ source: z.string() })) });

/**
 * What the texts of some exercises speak of, a sentence for each pack.
 * @returns empty where nothing has to be said, or the packs are not there any more
 */
export async function noteOn(exercises: readonly WithTexts[]): Promise<string> {
  const texts = new Map<string, Set<string>>();
  for (const { pack, item } of exercises) {
    const ids = texts.get(pack) ?? new Set();
    for (const { source } of Texts.parse(item).passages) ids.add(source);
    texts.set(pack, ids);
  }
  const all = await packs();
  return [...texts]
    .flatMap(([slug, ids]) => {
      const pack = all.find((each) => each.slug === slug);
      return pack ? noteOf(pack.meta, [...ids]) : [];
    })
    .filter(Boolean)
    .join(' ');
}

/** What is said of a lesson before it is opened; empty where nothing has to be, or it is in no pack any more. */
export async function noteOnLesson(packSlug: string, slug: string): Promise<string> {
  const pack = (await packs()).find((each) => each.slug === packSlug);
  const lesson = pack?.lessons.find((each) => each.slug === slug);
  return pack && lesson ? lessonNote(pack.meta, lesson.contains) : '';
}
