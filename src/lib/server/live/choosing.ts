import type { Kysely } from 'kysely';
import {
  exerciseIn,
  exercisesOf,
  lessonIn,
  LONGEST,
  MOST_STEPS,
  nameOf,
  newStep,
  type Catalogue,
  type Step
} from '../../classroom/draft.ts';
import { createClass } from '../classes.ts';
import type { Database } from '../db/schema.ts';
import { DROP_IN } from './ending.ts';
import type { LiveSource } from './starting.ts';

/** What a live session is started from, and the class that is made where there is none. */

/** `exercise:pack/slug`, `lesson:pack/slug`, or `pack/slug` as the address of a page says it. */
const CHOSEN = /^(?:(exercise|lesson):)?([a-z0-9-]+)\/([a-z0-9-]+)$/;

/**
 * What was chosen of the packs, as steps. What is in no pack, comes twice, or has no exercise is passed over.
 * @param names exercises and lessons; see `CHOSEN`
 * @returns `null` where nothing of it is there
 */
export function chosenOf(
  offered: Catalogue,
  names: readonly string[]
): Extract<LiveSource, { steps: unknown }> | null {
  const found = new Map<string, { title: string; step: Step }>();
  for (const name of names.slice(0, MOST_STEPS)) {
    const [, of, pack, slug] = CHOSEN.exec(name) ?? [];
    if (!pack || !slug) continue;
    const where = nameOf({ pack, slug });
    const exercise = of === 'lesson' ? undefined : exerciseIn(offered, where);
    const one = exercise ?? (of === 'exercise' ? undefined : lessonIn(offered, where));
    const kind = exercise ? 'exercise' : 'lesson';
    const step = one && newStep(offered, kind, pack, slug);
    if (step && exercisesOf(offered, step).length > 0)
      found.set(`${kind}:${where}`, { title: one.title, step });
  }
  const [first, ...more] = found.values();
  if (!first) return null;
  const title = more.length === 0 ? first.title : `${first.title}, and ${more.length} more`;
  return { title: title.slice(0, LONGEST.title), steps: [first, ...more].map(({ step }) => step) };
}

/**
 * Makes a class for whoever drops in, named after the day by the clocks of whoever starts it. It ends with the session
 * that is started in it at the same `now`.
 * @returns its id
 */
export function dropIn(
  db: Kysely<Database>,
  { by, now, zone }: { by: string; now: number; zone: string }
): Promise<string> {
  const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: zone });
  return createClass(db, { name: `${DROP_IN}, ${day.format(now)}`, by, now });
}
