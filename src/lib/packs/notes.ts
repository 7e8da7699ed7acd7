import { brief } from './brief.ts';
import { either, listed } from '../text/listed.ts';
import type { PackMeta, SourceMeta } from './schema.ts';

/** What is said of texts before they are opened, where something has to be. */

/** A pack, as far as it says what its texts speak of. */
export interface Noted {
  contains: PackMeta['contains'];
  sources: readonly Pick<SourceMeta, 'id' | 'contains' | 'doers'>[];
}

/** Texts that come together, in an exercise or by themselves. */
export interface Texts {
  /** Theirs; `null` where it is not there any more. */
  pack: Noted | null;
  ids: readonly string[];
  /** What is shown folded in them. */
  folds: readonly { describes: string }[];
}

/** A step of an assignment: an exercise with its texts, or a lesson, which says by itself what it contains. */
export interface NotedStep extends Texts {
  /** Which step it is, from 1 on. */
  at: number;
  lesson: { title: string; contains: string } | null;
}

/**
 * What some texts of a pack speak of: each thing once, also where it is a part of another, and who acts in them as a
 * whole.
 * @param ids of the texts
 * @returns what the pack contains, where one of the texts has no note of its own; empty where nothing has to be said
 */
export function noteOf({ contains, sources }: Noted, ids: readonly string[]): string {
  const things: string[] = [];
  const doers = new Set<string>();
  for (const id of ids) {
    const source = sources.find((source) => source.id === id);
    if (!source?.contains) return brief(contains);
    things.push(...source.contains);
    for (const doer of source.doers ?? []) doers.add(doer);
  }
  const [texts, its, speak] =
    new Set(ids).size === 1 ? ['text', 'text’s', 'speaks'] : ['texts', 'texts’', 'speak'];
  /** A thing as it is said where it is said at greatest length. */
  const whole = (thing: string) =>
    things
      .filter((other) => inWords(other).includes(inWords(thing)))
      .reduce((a, b) => (b.length > a.length ? b : a));
  const said = [...new Set(things.map(whole))];
  return [
    said.length > 0 ? `The ${texts} ${speak} of ${apart(said)}.` : '',
    doers.size > 0 ? `Some sentences make ${either(doers)} act. That is the ${its} wording, not ours.` : ''
  ]
    .filter(Boolean)
    .join(' ');
}

/** A thing as words with a space around each: “war” is no part of “wards”. */
const inWords = (thing: string): string => ` ${thing.replaceAll(/[^\p{L}\p{N}]+/gu, ' ')} `;

/** Things that may have commas within. */
const apart = (things: readonly string[]): string =>
  things.length < 2 ? things.join() : `${things.slice(0, -1).join('; ')}; and ${things.at(-1)}`;

/** What is said of passages that are shown folded, once of each; empty where nothing is folded. */
export const foldNote = (folds: Texts['folds']): string =>
  [...new Set(folds.map(({ describes }) => describes))]
    .map((what) => `The passage that describes ${what} is folded, and no exercise asks about it.`)
    .join(' ');

/**
 * What is said of texts that come together, of whichever packs: what they speak of, pack by pack, and what is folded.
 * @returns empty where nothing has to be said
 */
export function noteOn(all: readonly Texts[]): string {
  const byPack = new Map<Noted, Set<string>>();
  for (const { pack, ids } of all) if (pack) byPack.set(pack, new Set([...(byPack.get(pack) ?? []), ...ids]));
  const notes = [...byPack].map(([pack, ids]) => noteOf(pack, [...ids]));
  return [...notes, foldNote(all.flatMap(({ folds }) => folds))].filter(Boolean).join(' ');
}

/**
 * What is said of a lesson before it is opened: its own words, or nothing where no text of its pack asks for it.
 * @param contains what the lesson says of itself
 */
export const lessonNote = ({ sources }: Noted, contains: string): string =>
  sources.every((source) => source.contains?.length === 0) ? '' : contains;

/**
 * What is said of an assignment before it is begun: once of all texts that stand by themselves, by the steps that it is
 * about where there are others, and of each lesson by its title.
 */
export function notesOfSteps(steps: readonly NotedStep[]): { title: string | null; says: string }[] {
  const alone = steps.filter(({ lesson }) => lesson === null);
  const lessons = new Map<string, string>();
  for (const { pack, lesson } of steps)
    if (pack && lesson) lessons.set(lesson.title, lessonNote(pack, lesson.contains));
  const noted = new Set(alone.filter((step) => noteOn([step]) !== '').map(({ at }) => at));
  const others = steps.some(({ at }) => !noted.has(at));
  return [
    { title: others ? saidSteps([...noted]) : null, says: noteOn(alone) },
    ...[...lessons].map(([title, says]) => ({ title, says }))
  ].filter(({ says }) => says !== '');
}

/** “Step 2”, “Steps 2, 3 and 5”. @param numbers of the steps, from 1 on */
export const saidSteps = (numbers: readonly number[]): string =>
  `${numbers.length === 1 ? 'Step' : 'Steps'} ${listed(numbers.map(String))}`;
