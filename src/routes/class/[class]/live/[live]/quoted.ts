import type { ClassUnit, Passage, Place } from '$lib/exercises/define.ts';

type Stretch = Pick<Place, 'source' | 'start' | 'end'>;

/** Words as they stand within quotation marks: their own are single ones. */
const inner = (words: string): string => words.replace(/\s+/g, ' ').replaceAll('“', '‘').replaceAll('”', '’');

/**
 * The words at the places of something, as they are quoted: of one statement with gaps “The bell … was found”, of several
 * stretches that are set beside each other “1,240” and “312”.
 * @param of where it stands, and what it is called: one statement is called by all of its words
 * @returns `null` where it stands in none of the texts
 */
export function quoted(
  passages: readonly Pick<Passage, 'source' | 'text'>[],
  of: Pick<ClassUnit, 'what'> & { places: readonly Stretch[] }
): string | null {
  const words = of.places.flatMap(({ source, start, end }) => {
    const text = passages.find((passage) => passage.source === source)?.text;
    return text ? text.slice(start, end) : [];
  });
  if (words.length === 0) return null;
  const all = words.join(' … ');
  const said = of.what.includes(all) ? [all] : words;
  return said.map((one) => `“${inner(one)}”`).join(' and ');
}
