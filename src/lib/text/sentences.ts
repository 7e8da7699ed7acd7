import type { Range } from './span.ts';

const ABBREVIATION =
  /(?:^|[\s(“"‘])(?:\p{Lu}|Mr|Mrs|Ms|Dr|Prof|St|Gen|Col|Lt|Sen|Rep|Gov|No|vs|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|U\.S|U\.N|e\.g|i\.e)\.$/u;

/**
 * The sentences of a stretch, without the white space between them. A help for moving about and for marking
 * a whole sentence: nothing is scored by it.
 */
export function sentences(text: string, within: Range): Range[] {
  const out: Range[] = [];
  let start = within.start;
  const stretch = text.slice(within.start, within.end);
  for (const stop of stretch.matchAll(/[.!?…]["”’'»)]*(?=\s+["“‘'«(]*[\p{Lu}\p{N}])/gu)) {
    const end = within.start + stop.index + stop[0].length;
    if (ABBREVIATION.test(text.slice(start, within.start + stop.index + 1))) continue;
    out.push({ start, end });
    start = end + /^\s+/.exec(text.slice(end))![0].length;
  }
  if (start < within.end) out.push({ start, end: within.end });
  return out;
}
