import { listed } from '../../text/listed.ts';
import { exerciseIn, lessonIn, LONGEST, nameOf, type Catalogue, type Step } from '../draft.ts';

/** What a session is called: learners, the wall and the report say it. */

/** What a step is called in its pack. */
export const titleOf = (catalogue: Catalogue, step: Pick<Step, 'of' | 'pack' | 'slug'>): string =>
  (step.of === 'lesson' ? lessonIn : exerciseIn)(catalogue, nameOf(step))?.title ?? step.slug;

/** "27 November", on the clocks of a zone. */
export const dayOf = (at: number, zone: string): string =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: zone }).format(at);

/**
 * The name of a session that nobody named: one step's own, and of several that of the class with the day.
 * @param day as `dayOf` says it
 */
export function calledOf(
  catalogue: Catalogue,
  steps: readonly Step[],
  { className, day }: { className: string; day: string }
): string {
  const [only, ...more] = steps;
  const name = only && more.length === 0 ? titleOf(catalogue, only) : `${className}, ${day}`;
  return name.slice(0, LONGEST.title);
}

/** What an instructor tells marks of a session apart by: it stands after its name. */
export const MADE_OF = { first: ' (live, first answers)', last: ' (live, last answers)' } as const;

/** The title of marks that were made of a session as learners read it: in plain words, unless it was changed since. */
export function toldTitle(title: string): string {
  const of = (which: keyof typeof MADE_OF) => title.endsWith(MADE_OF[which]);
  if (of('last')) return title.slice(0, -MADE_OF.last.length);
  return of('first') ? `${title.slice(0, -MADE_OF.first.length)}: first answers` : title;
}

/** Steps by their numbers, in a sentence: "step 2", "steps 1 and 3", "steps 1, 2 and 4". */
export const saidSteps = (numbers: readonly number[]): string =>
  `${numbers.length === 1 ? 'step' : 'steps'} ${listed(numbers.map(String))}`;
