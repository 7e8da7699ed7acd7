import { z } from 'zod';
import { Audience } from './audience.ts';
import { DraftSettings } from './settings.ts';

/** What an instructor makes of an assignment before it is pinned: words, settings, whom it is for, and steps out of the packs. */

const Slug = z.string().regex(/^[a-z0-9-]+$/);
/** An exercise as all packs name it: `pack/slug`. */
const Name = z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/);

/** The longest title, and the longest words of an instructor, in characters. */
export const LONGEST = { title: 120, words: 4000 } as const;
/** How many steps an assignment may have, and what is chosen for a live session. */
export const MOST_STEPS = 40;

const Words = z.string().max(LONGEST.words, `Keep it under ${LONGEST.words} characters.`);

/** One step: a whole lesson with its exercises, or an exercise by itself. */
export const Step = z.strictObject({
  of: z.enum(['lesson', 'exercise']),
  pack: Slug,
  slug: Slug,
  /** The instructor's words above it. */
  words: Words,
  /** For each of its exercises, by slug, the one (`pack/slug`) that counts the same; none where there is none. */
  standIns: z.record(Slug, Name)
});
export type Step = z.infer<typeof Step>;

export const Draft = z.strictObject({
  title: z.string().trim().max(LONGEST.title, `Keep the title under ${LONGEST.title} characters.`),
  words: Words,
  settings: DraftSettings,
  audience: Audience,
  steps: z.array(Step).max(MOST_STEPS, `An assignment has at most ${MOST_STEPS} steps.`)
});
export type Draft = z.infer<typeof Draft>;

/** A row of an assignment's parts, before it has an id and versions. */
export interface PlannedPart {
  pack: string;
  lesson: string | null;
  exercise: string | null;
  standIn: string | null;
  words: string;
}

/** An exercise as the builder offers it: nothing of its key. */
export interface OfferedExercise {
  pack: string;
  slug: string;
  type: string;
  /** What kind of its type it is, in words. */
  kind: string;
  title: string;
  task: string;
  skill: string;
  level: 1 | 2 | 3;
  minutes: number;
  access: 'open' | 'reserved';
  /** The names of its texts, and their ids. */
  texts: string[];
  sources: string[];
  /** The exercise (`pack/slug`) that stands in for it where nobody chooses another. */
  standIn: string | null;
}

export interface OfferedLesson {
  pack: string;
  slug: string;
  title: string;
  summary: string;
  skill: string;
  minutes: number;
  contains: string;
  /** Its exercises, by slug. */
  exercises: string[];
}

export interface OfferedPack {
  slug: string;
  title: string;
  contains: string;
  /** Its texts, each with what is said of it before it is opened, and what is folded in it. */
  sources: {
    id: string;
    contains?: string[] | undefined;
    doers?: string[] | undefined;
    folds: { describes: string }[];
  }[];
  /** Whether each of its exercises needs a stand-in, for whoever would rather not work with its texts. */
  optOut: boolean;
  lessons: OfferedLesson[];
  exercises: OfferedExercise[];
}

/** All that an assignment can be built of. */
export type Catalogue = readonly OfferedPack[];

export const nameOf = ({ pack, slug }: { pack: string; slug: string }): string => `${pack}/${slug}`;

export const exerciseIn = (catalogue: Catalogue, name: string): OfferedExercise | undefined =>
  catalogue.flatMap((pack) => pack.exercises).find((exercise) => nameOf(exercise) === name);

export const lessonIn = (catalogue: Catalogue, name: string): OfferedLesson | undefined =>
  catalogue.flatMap((pack) => pack.lessons).find((lesson) => nameOf(lesson) === name);

/** The slugs of a step's exercises; none where it is a lesson without, or is in no pack any more. */
export function exercisesOf(catalogue: Catalogue, { of, pack, slug }: Step): string[] {
  return of === 'exercise' ? [slug] : (lessonIn(catalogue, nameOf({ pack, slug }))?.exercises ?? []);
}

/** Every exercise that a list of steps asks for, as `pack/slug`. */
export const askedIn = (catalogue: Catalogue, steps: readonly Step[]): string[] =>
  steps.flatMap((step) => exercisesOf(catalogue, step).map((slug) => `${step.pack}/${slug}`));

/** The steps as rows: an exercise is one, a lesson as many as it has exercises and at least one. */
export function partsOf(catalogue: Catalogue, steps: readonly Step[]): PlannedPart[] {
  return steps.flatMap((step): PlannedPart[] => {
    const { of, pack, slug, words, standIns } = step;
    const lesson = of === 'lesson' ? slug : null;
    const exercises = exercisesOf(catalogue, step);
    if (exercises.length === 0) return [{ pack, lesson, exercise: null, standIn: null, words }];
    return exercises.map((exercise, n) => ({
      pack,
      lesson,
      exercise,
      standIn: standIns[exercise] ?? null,
      words: n === 0 ? words : ''
    }));
  });
}

/** Rows that belong on one page: neighbours of the same lesson, or one exercise. */
export function blocksOf<Part extends Pick<PlannedPart, 'pack' | 'lesson'>>(
  parts: readonly Part[]
): Part[][] {
  const blocks: Part[][] = [];
  for (const part of parts) {
    const [first] = blocks.at(-1) ?? [];
    if (part.lesson !== null && first?.pack === part.pack && first.lesson === part.lesson)
      blocks.at(-1)!.push(part);
    else blocks.push([part]);
  }
  return blocks;
}

/** The rows as steps. */
export function stepsOf(parts: readonly PlannedPart[]): Step[] {
  return blocksOf(parts).map((block) => {
    const { pack, lesson, exercise, words } = block[0]!;
    const chosen = block.flatMap((part) =>
      part.exercise !== null && part.standIn !== null ? [[part.exercise, part.standIn] as const] : []
    );
    return {
      of: lesson === null ? 'exercise' : 'lesson',
      pack,
      slug: lesson ?? exercise!,
      words,
      standIns: Object.fromEntries(chosen)
    };
  });
}

/** A step as it is added: each exercise with the stand-in that its pack names. */
export function newStep(catalogue: Catalogue, of: Step['of'], pack: string, slug: string): Step {
  const step: Step = { of, pack, slug, words: '', standIns: {} };
  for (const exercise of exercisesOf(catalogue, step)) {
    const standIn = exerciseIn(catalogue, nameOf({ pack, slug: exercise }))?.standIn;
    if (standIn) step.standIns[exercise] = standIn;
  }
  return step;
}
