import type { ExerciseRecord, LessonRecord } from './schema.ts';
import type { ShelfLesson, ShelfPack } from './shelf.ts';

/** Where a learner stands. */

export interface Kept {
  exercises: ReadonlyMap<string, Pick<ExerciseRecord, 'attempts' | 'at' | 'answer'>>;
  lessons: ReadonlyMap<string, Pick<LessonRecord, 'at' | 'finished' | 'instead'>>;
}

export interface LessonStatus {
  state: 'new' | 'begun' | 'done';
  /** Exercises that were checked at least once. */
  done: number;
  of: number;
  /** When it was last worked at. */
  at: number;
}

/** Whether a lesson's exercise is covered by the one that may stand in for it, where the learner takes those. */
export function stoodIn(
  pack: string,
  lesson: Pick<ShelfLesson, 'slug' | 'standIns'>,
  slug: string,
  kept: Kept
): boolean {
  const standIn = kept.lessons.get(`${pack}/${lesson.slug}`)?.instead ? lesson.standIns[slug] : undefined;
  return standIn !== undefined && (kept.exercises.get(standIn)?.attempts ?? 0) > 0;
}

export function lessonStatus(pack: string, lesson: ShelfLesson, kept: Kept): LessonStatus {
  const own = kept.lessons.get(`${pack}/${lesson.slug}`);
  const named = (name: string | undefined) => (name && kept.exercises.get(name)) || [];
  const records = lesson.exercises.map((slug) =>
    [named(`${pack}/${slug}`), named(own?.instead ? lesson.standIns[slug] : undefined)].flat()
  );
  // An exercise is done when either of the two was checked: to change one's mind takes nothing away.
  const done = records.filter((either) => either.some((record) => record.attempts > 0)).length;
  const of = lesson.exercises.length;
  const finished = of > 0 ? done === of : Boolean(own?.finished);
  const all = records.flat();
  return {
    state: finished ? 'done' : own || all.length > 0 ? 'begun' : 'new',
    done,
    of,
    at: Math.max(own?.at ?? 0, ...all.map((record) => record.at))
  };
}

export interface Next {
  pack: string;
  lesson: ShelfLesson;
  begun: boolean;
}

/** The lesson to go on with: the one last worked at, else the first that is not done; `null` when all are. */
export function nextLesson(packs: readonly ShelfPack[], kept: Kept): Next | null {
  const all = packs.flatMap((pack) =>
    pack.lessons.map((lesson) => ({ pack: pack.slug, lesson, status: lessonStatus(pack.slug, lesson, kept) }))
  );
  const begun = all
    .filter(({ status }) => status.state === 'begun')
    .sort((a, b) => b.status.at - a.status.at)[0];
  const found = begun ?? all.find(({ status }) => status.state === 'new');
  return found ? { pack: found.pack, lesson: found.lesson, begun: found.status.state === 'begun' } : null;
}

/** The lesson after this one: in its pack, else the first of the next pack. */
export function lessonAfter(packs: readonly ShelfPack[], pack: string, slug: string) {
  const all = packs.flatMap(({ slug: p, lessons }) => lessons.map((lesson) => ({ pack: p, lesson })));
  const here = all.findIndex((each) => each.pack === pack && each.lesson.slug === slug);
  return here < 0 ? null : (all[here + 1] ?? null);
}
