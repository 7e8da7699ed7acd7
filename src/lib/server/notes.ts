import { z } from 'zod';
import type { Pack } from '../packs/load.ts';
import { foldNote, lessonNote, noteOf } from '../packs/notes.ts';
import { openOf, packs } from './packs.ts';

/** What is said of texts before they are opened, by the packs as they are now: it is no part of a pinned exercise. */

/** An exercise of any type. */
export interface WithTexts {
  pack: string;
  item: unknown;
}

/** An item, as far as it names its texts and what is folded in them. */
const Texts = z.object({
  passages: z.array(
    z.object({ source: z.string(), folds: z.array(z.object({ describes: z.string() })).default([]) })
  )
});

/**
 * What the texts of some exercises speak of, a sentence for each pack, and what is folded in them.
 * @returns empty where nothing has to be said, or the packs are not there any more
 */
export async function noteOn(exercises: readonly WithTexts[]): Promise<string> {
  const texts = new Map<string, Set<string>>();
  const folded: { describes: string }[] = [];
  for (const { pack, item } of exercises) {
    const ids = texts.get(pack) ?? new Set();
    for (const { source, folds } of Texts.parse(item).passages) {
      ids.add(source);
      folded.push(...folds);
    }
    texts.set(pack, ids);
  }
  const all = await packs();
  const notes = [...texts].flatMap(([slug, ids]) => {
    const pack = all.find((each) => each.slug === slug);
    return pack ? noteOf(pack.meta, [...ids]) : [];
  });
  return [...notes, foldNote(folded)].filter(Boolean).join(' ');
}

/**
 * What is said of texts of a pack where they are read: what they speak of, what is folded in them, and, where each open
 * exercise on them has another in its place, that they may be passed by.
 */
export function noteOnTexts(pack: Pack, ids: readonly string[]): string {
  const { meta, sources } = pack;
  const folded = sources.filter(({ id }) => ids.includes(id)).flatMap(({ annotation }) => annotation.folds);
  const exercises = openOf(pack).filter((exercise) => exercise.sources.some((id) => ids.includes(id)));
  const mayPass = exercises.length > 0 && exercises.every(({ slug }) => meta.standIns[slug] !== undefined);
  const them = ids.length === 1 ? 'it' : 'them';
  const passing = mayPass
    ? `Rather not read ${them}? Each exercise on ${them} has another in its place, which trains the same.`
    : '';
  return [noteOf(meta, ids), foldNote(folded), passing].filter(Boolean).join(' ');
}

/** What is said of a lesson before it is opened; empty where nothing has to be, or it is in no pack any more. */
export async function noteOnLesson(packSlug: string, slug: string): Promise<string> {
  const pack = (await packs()).find((each) => each.slug === packSlug);
  const lesson = pack?.lessons.find((each) => each.slug === slug);
  return pack && lesson ? lessonNote(pack.meta, lesson.contains) : '';
}
