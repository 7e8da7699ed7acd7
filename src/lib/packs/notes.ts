import { brief } from './brief.ts';
import type { PackMeta, SourceMeta } from './schema.ts';

/** What is said of texts before they are opened, where something has to be. */

/** A pack, as far as it says what its texts speak of. */
export interface Noted {
  contains: PackMeta['contains'];
  sources: readonly Pick<SourceMeta, 'id' | 'contains'>[];
}

/**
 * What some texts of a pack speak of, in one sentence: each thing once, also where it is a part of another.
 * @param ids of the texts
 * @returns what the pack contains, where one of the texts has no note of its own; empty where nothing has to be said
 */
export function noteOf({ contains, sources }: Noted, ids: readonly string[]): string {
  const notes = ids.map((id) => sources.find((source) => source.id === id)?.contains);
  const things: string[] = [];
  for (const note of notes) {
    if (!note) return brief(contains);
    things.push(...note);
  }
  /** A thing as it is said where it is said at greatest length. */
  const whole = (thing: string) =>
    things
      .filter((other) => inWords(other).includes(inWords(thing)))
      .reduce((a, b) => (b.length > a.length ? b : a));
  // What a note ends with comes after what the others begin with.
  const ends = new Set(notes.flatMap((note) => (note && note.length > 1 ? [whole(note.at(-1)!)] : [])));
  const said = [...new Set([...things.map(whole).filter((thing) => !ends.has(thing)), ...ends])];
  if (said.length === 0) return '';
  return `${ids.length === 1 ? 'The text speaks' : 'The texts speak'} of ${listed(said)}.`;
}

/** A thing as words with a space around each: “war” is no part of “wards”. */
const inWords = (thing: string): string => ` ${thing.replaceAll(/[^\p{L}\p{N}]+/gu, ' ')} `;

const listed = (things: readonly string[]): string =>
  things.length < 2 ? things.join() : `${things.slice(0, -1).join('; ')}; and ${things.at(-1)}`;

/** What is said of passages that are shown folded, once of each; empty where nothing is folded. */
export const foldNote = (folds: readonly { describes: string }[]): string =>
  [...new Set(folds.map(({ describes }) => describes))]
    .map((what) => `The passage that describes ${what} is folded, and no exercise asks about it.`)
    .join(' ');

/**
 * What is said of a lesson before it is opened: its own words, or nothing where no text of its pack asks for it.
 * @param contains what the lesson says of itself
 */
export const lessonNote = ({ sources }: Noted, contains: string): string =>
  sources.every((source) => source.contains?.length === 0) ? '' : contains;
