import { merged, type Range } from '../../text/span.ts';
import { tokens, tokensIn } from '../../text/tokens.ts';
import type { Place } from '../define.ts';
import type { LinkAnswer, LinkItem } from './schema.ts';

const known = new WeakMap<LinkItem, Map<string, Range[]>>();

/** The words of each text, found once. */
export function linkWords(item: LinkItem): ReadonlyMap<string, Range[]> {
  let words = known.get(item);
  if (!words)
    known.set(item, (words = new Map(item.passages.map(({ source, text }) => [source, tokens(text)]))));
  return words;
}

/** What stands in the words of a link for a source or a cue that was not marked. */
const NONE = '–';

/**
 * What is owed of a link, by its words; '' of a whole one. What was marked begins and ends with a word, whatever stands
 * between its words, and `NONE` is none: where it stands at the beginning, or after the last dot, something was not marked.
 */
export const owedSaid = (said: string): string =>
  said.startsWith(`${NONE} · `) ? 'no source' : / · –($| · )/.test(said) ? 'no cue' : '';

/** A link in words: the same words are the same reading, however their edges were drawn. */
export function linkSaid(item: LinkItem, link: LinkAnswer['links'][string]): string {
  const words = linkWords(item);
  // Of a class of a thousand it is asked for every link.
  const role = (marked: readonly Place[]) => {
    const said: string[] = [];
    for (const { source, text } of marked.length > 0 ? item.passages : []) {
      const list = words.get(source)!;
      const here = marked.filter((place) => place.source === source);
      for (const range of here.length > 1 ? merged(here) : here) {
        const [from, to] = tokensIn(list, range);
        if (to > from) said.push(text.slice(list[from]!.start, list[to - 1]!.end));
      }
    }
    return said.join(' … ') || NONE;
  };
  return [role(link.source), role(link.cue), link.order.join(' › ')].filter(Boolean).join(' · ');
}
