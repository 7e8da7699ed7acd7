import type { Kysely } from 'kysely';
import { z } from 'zod';
import { blocksOf, exerciseIn, lessonIn, newStep, partsOf, type Catalogue } from '../classroom/draft.ts';
import type { PublicExercise } from '../exercises/context.ts';
import type { Verdict } from '../exercises/define.ts';
import type { SourceCard } from './packs.ts';
import type { Assignment, AssignmentPart } from './assignments.ts';
import type { Database } from './db/schema.ts';
import { markAnswer } from './marking.ts';
import { asSet } from './pinned.ts';
import { publicOf } from './versions.ts';

/** An assignment as its instructor tries it: every exercise as learners get it, and nothing is kept. */

/** What a step is tried of: the parts of an assignment, or what the packs offer. */
type Parts = Pick<Assignment, 'parts'>;

/** An exercise of a step. Of its key it holds nothing. */
export interface Tried {
  part: string;
  /** Whether it is the one that stands in. */
  instead: boolean;
  /** The slug by which a lesson's text names it: the part's own, whichever of the two it is. */
  named: string;
  exercise: PublicExercise;
  blank: unknown;
  sources: SourceCard[];
  /** The title of the other of the two. */
  other: string | null;
}

const setOf = (db: Kysely<Database>, part: AssignmentPart, instead: boolean) =>
  instead
    ? asSet(db, part.standInVersion, part.standIn)
    : asSet(db, part.version, part.exercise && `${part.pack}/${part.exercise}`);

/**
 * The exercises of a step.
 * @param at which step, from 0
 * @param instead whether the stand-ins are tried, where there are any
 */
export async function tried(
  db: Kysely<Database>,
  { parts }: Parts,
  at: number,
  instead: boolean
): Promise<Tried[]> {
  const block = blocksOf(parts)[at] ?? [];
  const all = await Promise.all(
    block.map(async (part) => {
      const [own, standIn] = await Promise.all([setOf(db, part, false), setOf(db, part, true)]);
      const takes = instead && standIn !== null;
      const found = takes ? standIn : own;
      if (!found) return [];
      const { row } = found;
      return [
        {
          ...{ part: part.id, instead: takes, named: part.exercise ?? row.slug },
          exercise: publicOf(found),
          blank: found.blank,
          sources: JSON.parse(row.sources) as SourceCard[],
          other: (takes ? own : standIn)?.row.title ?? null
        }
      ];
    })
  );
  return all.flat();
}

/**
 * A lesson or an exercise of the packs as it is now, to be tried before it is chosen.
 * @param name `exercise:pack/slug` or `lesson:pack/slug`
 * @returns `null` where no pack has it
 */
export function offeredParts(offered: Catalogue, name: string): Parts | null {
  const [, of, slug] = /^(exercise|lesson):([a-z0-9-]+\/[a-z0-9-]+)$/.exec(name) ?? [];
  const known = of === 'lesson' ? lessonIn(offered, slug ?? '') : exerciseIn(offered, slug ?? '');
  if (!known) return null;
  const step = newStep(offered, of === 'lesson' ? 'lesson' : 'exercise', known.pack, known.slug);
  return {
    parts: partsOf(offered, [step]).map((part, position) => ({
      ...{ ...part, id: `${part.pack}/${part.exercise}`, standIn: null },
      ...{ position, version: null, standInVersion: null }
    }))
  };
}

/** An answer that is tried: of which part, and whether to what stands in for it. */
export const Trial = z.strictObject({ part: z.string(), instead: z.boolean(), answer: z.unknown() });

/** Checks an answer and forgets it. @returns `null` where the assignment has no such part */
export async function check(
  db: Kysely<Database>,
  { parts }: Parts,
  { part: id, instead, answer }: z.infer<typeof Trial>
): Promise<Verdict | null> {
  const part = parts.find((part) => part.id === id);
  const found = part && (await setOf(db, part, instead));
  if (!found) return null;
  const marking = markAnswer(found, answer, []);
  return 'problems' in marking ? { status: 'invalid', problems: marking.problems } : marking.verdict;
}
