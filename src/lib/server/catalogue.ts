import type { Catalogue, OfferedExercise } from '../classroom/draft.ts';
import { registry, type AnyItem } from '../exercises/registry.ts';
import type { Pack, PackExercise } from '../packs/load.ts';
import { inOrder } from '../packs/order.ts';
import { SKILLS } from '../packs/schema.ts';
import { packs } from './packs.ts';

/** All lessons and exercises that an assignment can be built of, reserved ones too. Of keys it holds nothing. */
export async function catalogue(): Promise<Catalogue> {
  return (await packs()).map((pack) => ({
    slug: pack.slug,
    title: pack.meta.title,
    contains: pack.meta.contains,
    sources: pack.sources.map(({ id, meta, annotation }) => ({
      ...{ id, contains: meta.contains, doers: meta.doers },
      folds: annotation.folds.map(({ describes }) => ({ describes }))
    })),
    optOut: Object.keys(pack.meta.standIns).length > 0,
    lessons: pack.lessons.map(({ slug, title, summary, skill, minutes, contains, exercises }) => ({
      pack: pack.slug,
      slug,
      title,
      summary,
      skill,
      minutes,
      contains,
      exercises
    })),
    exercises: inOrder(pack.exercises).map((exercise) => offered(pack, exercise))
  }));
}

/** The names of the skills, in the order in which they are learnt. */
export const skills: readonly { id: string; name: string }[] = Object.entries(SKILLS).map(([id, name]) => ({
  id,
  name
}));

function offered({ slug: pack, meta, sources }: Pack, exercise: PackExercise): OfferedExercise {
  const { slug, type, title, task, skill, level, minutes, access } = exercise;
  const texts = exercise.sources.flatMap((id) => sources.find((source) => source.id === id)?.meta.name ?? []);
  const standIn = meta.standIns[slug] ?? null;
  const kind = registry[type].kind(exercise.item as AnyItem);
  return {
    pack,
    slug,
    type,
    kind,
    title,
    task,
    skill,
    level,
    minutes,
    access,
    texts,
    sources: exercise.sources,
    standIn
  };
}
