import type { Mark } from '$lib/reading/marks.ts';
import type { Match } from '$lib/text/align.ts';
import type { Which } from './together.svelte.ts';

/** What is drawn over one of two texts: the passages that both have, numbered, and the words in which they part. */
export function matchMarks(matches: readonly Match[], which: Which, name: string): Mark[] {
  const shown = matches.flatMap((match, i): Mark[] => {
    const id = String(i + 1);
    const passage: Mark = {
      ...match[which],
      id: `passage ${id}`,
      class: 'match',
      sign: id,
      as: '',
      says: `Passage ${id} of ${matches.length}, ${name}:`,
      entries: [id],
      stop: true
    };
    const words = match.differs[which].map((range, k): Mark => ({
      ...range,
      id: `words ${id} ${k}`,
      class: 'differs',
      sign: '',
      as: '',
      says: '',
      entries: [],
      stop: false
    }));
    return [passage, ...words];
  });
  return shown.sort((a, b) => a.start - b.start || b.end - a.end);
}
