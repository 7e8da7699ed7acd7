import type { Kysely } from 'kysely';
import { blocksOf } from '../classroom/draft.ts';
import { notesOfSteps, type NotedStep } from '../packs/notes.ts';
import type { Database } from './db/schema.ts';
import { textsOf } from './notes.ts';
import { packs } from './packs.ts';
import { versionOf } from './versions.ts';
import { countingOf, type Own } from './works.ts';

/** What is said of an assignment before it is begun. */
export interface Contents {
  /** What is said of its texts, once of all that stand by themselves, and of each lesson by its title. */
  contains: ReturnType<typeof notesOfSteps>;
  /** How many texts its exercises have. */
  texts: number;
  /** Its steps, from 1 on, in which another exercise may be taken instead; whether each exercise has one. */
  wayOut: { steps: { id: string; at: number }[]; each: boolean };
  /** Whether its exercises are open ones, reserved, or some of each; `null` where it has none. */
  access: 'open' | 'reserved' | 'both' | null;
  /** How long it takes, roughly. */
  minutes: number;
}

export async function contentsOf(db: Kysely<Database>, own: Own): Promise<Contents> {
  const all = await packs();
  const steps: NotedStep[] = [];
  const texts = new Set<string>();
  const access = new Set<'open' | 'reserved'>();
  let minutes = 0;
  const blocks = blocksOf(own.parts);
  for (const [i, block] of blocks.entries()) {
    const first = block[0]!;
    const pack = all.find(({ slug }) => slug === first.pack);
    const lesson = pack?.lessons.find(({ slug }) => slug === first.lesson) ?? null;
    if (pack && lesson) steps.push({ at: i + 1, pack: pack.meta, ids: [], folds: [], lesson });
    if (lesson) minutes += lesson.minutes;
    for (const part of block) {
      const version = countingOf(part, own.instead);
      const exercise = version === null ? null : await versionOf(db, version);
      if (!exercise) continue;
      const { row, item } = exercise;
      const on = textsOf(all, { pack: row.pack, item });
      for (const id of on.ids) texts.add(`${row.pack}/${id}`);
      access.add(row.access);
      if (lesson) continue;
      minutes += row.minutes;
      steps.push({ ...on, at: i + 1, lesson });
    }
  }
  const [one, two] = access;
  const asked = own.parts.filter(({ version }) => version !== null);
  const passable = (parts: typeof asked) => parts.filter(({ stand_in_version }) => stand_in_version !== null);
  return {
    contains: notesOfSteps(steps),
    texts: texts.size,
    wayOut: {
      steps: blocks.flatMap((block, i) =>
        passable(block).length > 0 ? [{ id: block[0]!.id, at: i + 1 }] : []
      ),
      each: passable(asked).length === asked.length
    },
    access: two ? 'both' : (one ?? null),
    minutes
  };
}
