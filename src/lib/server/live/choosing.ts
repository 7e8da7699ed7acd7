import type { Kysely } from 'kysely';
import { z } from 'zod';
import { stepName } from '../../classroom/build.ts';
import {
  exerciseIn,
  exercisesOf,
  LONGEST,
  newStep,
  type Catalogue,
  type Step
} from '../../classroom/draft.ts';
import { dayOf } from '../../classroom/live/naming.ts';
import { createClass } from '../classes.ts';
import type { Database } from '../db/schema.ts';
import { DROP_IN } from './ending.ts';

/** What a live session is started from, and the class that is made where there is none. */

/** `exercise:pack/slug`, `lesson:pack/slug`, or `pack/slug` as the address of a page says it. */
const CHOSEN = /^(?:(exercise|lesson):)?([a-z0-9-]+)\/([a-z0-9-]+)$/;

/**
 * What was chosen of the packs, as steps in its order. What is in no pack, comes twice, or has no exercise is passed over.
 * How many a session may have, its callers look to.
 * @param names exercises and lessons; see `CHOSEN`
 */
export function chosenOf(offered: Catalogue, names: readonly string[]): Step[] {
  const found = new Map<string, Step>();
  for (const name of new Set(names)) {
    const [, of, pack, slug] = CHOSEN.exec(name) ?? [];
    if (!pack || !slug) continue;
    const exercise = of !== 'lesson' && exerciseIn(offered, `${pack}/${slug}`);
    if (of === 'exercise' && !exercise) continue;
    const step = newStep(offered, exercise ? 'exercise' : 'lesson', pack, slug);
    if (exercisesOf(offered, step).length > 0) found.set(stepName(step), step);
  }
  return [...found.values()];
}

/** What an instructor calls a session; empty where they leave that to us (`calledOf`). */
export const SessionName = z
  .string()
  .transform((typed) => typed.normalize('NFC').replaceAll(/\s+/gu, ' ').trim())
  .pipe(
    z
      .string()
      .max(LONGEST.title, `A name has at most ${LONGEST.title} characters: it is read from a wall.`)
      .regex(/^[^\p{Cc}\p{Cf}]*$/u, 'A name is made of characters that can be seen.')
  );

/**
 * Makes a class for whoever drops in, named after the day by the clocks of whoever starts it. It ends with the session
 * that is started in it at the same `now`.
 * @returns its id
 */
export function dropIn(
  db: Kysely<Database>,
  { by, now, zone }: { by: string; now: number; zone: string }
): Promise<string> {
  return createClass(db, { name: `${DROP_IN}, ${dayOf(now, zone)}`, by, now });
}
