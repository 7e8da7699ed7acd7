import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Pack } from '../packs/load.ts';
import { lessonNote, noteOn, type Texts } from '../packs/notes.ts';
import { openOf, packs } from './packs.ts';

/** What is said of texts before they are opened, by the packs as they are now: it is no part of a pinned exercise. */

/** An exercise of any type. */
export interface WithTexts {
  pack: string;
  item: unknown;
}

/** An item, as far as it names its texts and what is folded in them. */
const Passages = z.object({
  passages: z.array(
    z.object({ source: z.string(), folds: z.array(z.object({ describes: z.string() })).default([]) })
  )
});

/**
 * The texts of an exercise.
 * @param all the packs as they are now
 */
export function textsOf(all: readonly Pack[], { pack, item }: WithTexts): Texts {
  const { passages } = Passages.parse(item);
  return {
    pack: all.find(({ slug }) => slug === pack)?.meta ?? null,
    ids: passages.map(({ source }) => source),
    folds: passages.flatMap(({ folds }) => folds)
  };
}

/**
 * What the texts of some exercises speak of, and what is folded in them.
 * @returns empty where nothing has to be said, or the packs are not there any more
 */
export async function noteOnExercises(exercises: readonly WithTexts[]): Promise<string> {
  const all = await packs();
  return noteOn(exercises.map((exercise) => textsOf(all, exercise)));
}

/**
 * What is said of texts of a pack where they are read: what they speak of, what is folded in them, and, where each open
 * exercise on them has another in its place, that they may be passed by.
 */
export function noteOnTexts(pack: Pack, ids: readonly string[]): string {
  const { meta } = pack;
  const exercises = openOf(pack).filter((exercise) => exercise.sources.some((id) => ids.includes(id)));
  const mayPass = exercises.length > 0 && exercises.every(({ slug }) => meta.standIns[slug] !== undefined);
  const them = ids.length === 1 ? 'it' : 'them';
  const passing = mayPass
    ? `Rather not read ${them}? Each exercise on ${them} has another in its place, which trains the same.`
    : '';
  return [speaksOf(pack, ids), passing].filter(Boolean).join(' ');
}

/**
 * Texts of a pack, as a browser remembers them that has shown what they contain: `pack/text@`, and a short hash of what is
 * said of that text by itself, with spaces between them. In other words it is another one.
 */
export function metOf(pack: Pack, ids: readonly string[]): string {
  const hash = (said: string) => createHash('sha256').update(said).digest('hex').slice(0, 8);
  return ids.map((id) => `${pack.slug}/${id}@${hash(speaksOf(pack, [id]))}`).join(' ');
}

/** What texts of a pack speak of, and what is folded in them. */
const speaksOf = ({ meta, sources }: Pack, ids: readonly string[]): string =>
  noteOn([
    {
      pack: meta,
      ids,
      folds: sources.filter(({ id }) => ids.includes(id)).flatMap(({ annotation }) => annotation.folds)
    }
  ]);

/** What is said of a lesson before it is opened; empty where nothing has to be, or it is in no pack any more. */
export async function noteOnLesson(packSlug: string, slug: string): Promise<string> {
  const pack = (await packs()).find((each) => each.slug === packSlug);
  const lesson = pack?.lessons.find((each) => each.slug === slug);
  return pack && lesson ? lessonNote(pack.meta, lesson.contains) : '';
}
