import type { Kysely } from 'kysely';
import { blocksOf } from '../classroom/draft.ts';
import type { Database } from './db/schema.ts';
import { packs } from './packs.ts';
import { versionOf } from './versions.ts';
import { countingOf, type Own } from './works.ts';

/** What is said of an assignment before it is begun. */
export interface Contents {
  /** What its texts contain, each said once. */
  contains: { title: string; says: string }[];
  /** Whether its exercises are open ones, reserved, or some of each; `null` where it has none. */
  access: 'open' | 'reserved' | 'both' | null;
  /** How long it takes, roughly. */
  minutes: number;
}

export async function contentsOf(db: Kysely<Database>, own: Own): Promise<Contents> {
  const all = await packs();
  const contains = new Map<string, string>();
  const access = new Set<'open' | 'reserved'>();
  let minutes = 0;
  for (const block of blocksOf(own.parts)) {
    const first = block[0]!;
    const pack = all.find(({ slug }) => slug === first.pack);
    const lesson = pack?.lessons.find(({ slug }) => slug === first.lesson);
    if (lesson) contains.set(lesson.title, lesson.contains);
    if (lesson) minutes += lesson.minutes;
    for (const part of block) {
      const version = countingOf(part, own.instead);
      const exercise = version === null ? null : await versionOf(db, version);
      if (!exercise) continue;
      access.add(exercise.row.access);
      if (lesson) continue;
      minutes += exercise.row.minutes;
      const of = all.find(({ slug }) => slug === exercise.row.pack);
      if (of) contains.set(of.meta.title, of.meta.contains);
    }
  }
  const [one, two] = access;
  return {
    contains: [...contains].map(([title, says]) => ({ title, says })),
    access: two ? 'both' : (one ?? null),
    minutes
  };
}
