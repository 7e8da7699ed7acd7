import type { Annotation } from '../text/annotation.ts';
import type { Span } from '../text/span.ts';
import type { SegmentDraft } from './drafts.ts';
import { contested, each, locate, Misfit, nextFree, occurrences, type Say } from './placing.ts';

const ORDER = 'copy the words from the text, and keep the segments in its order';

/**
 * Turns the segments of a text, which quote it in its order, into those of its key. What does not fit is said, and left out.
 */
export function anchorSegments(
  text: string,
  drafts: readonly SegmentDraft[],
  say: Say
): Annotation['segments'] {
  // Segments stand in the order of the text, so a quotation means its next free place. A cue that interrupts
  // a statement follows it in the list: the search goes on where the first part of the segment before ends.
  const taken: Span[] = [];
  const spans = new Map<string, Span[]>();
  let from = 0;
  each(drafts, say, ({ id, quote, context }) => {
    let at = from;
    const found = [quote].flat().map((part) => {
      const span = context ? locate(text, part, context) : nextFree(text, part, at, taken);
      if (!span)
        throw new Misfit(`the quotation does not stand after the segment before it: "${part}"`, ORDER);
      at = span.end;
      taken.push(span);
      return span;
    });
    from = found[0]?.end ?? from;
    spans.set(id, found);
  });
  const within = (segment: string, words: string | null | undefined): Span | null => {
    if (words == null) return null;
    const hosts = spans.get(segment);
    if (!hosts)
      throw new Misfit(
        `the chain points at ${segment}, which is no segment that fits`,
        'write the id of the cue, or of the statement, that hands it over'
      );
    const hits = hosts.flatMap(({ start, quote }) => occurrences(quote, words).map((i) => start + i));
    const [start] = hits;
    if (start === undefined || hits.length > 1)
      throw new Misfit(
        `"${words}" stands ${hits.length} times in ${segment}`,
        'quote the words of the chain as they stand there, as many as make them unique'
      );
    return { start, end: start + words.length, quote: words };
  };
  return each(
    drafts.filter(({ id }) => spans.has(id)),
    say,
    (draft): Annotation['segments'][number] => {
      const segment = { id: draft.id, spans: spans.get(draft.id)! };
      if (draft.kind === 'cue') return { ...segment, kind: 'cue' };
      if (draft.kind === 'furniture')
        return { ...segment, kind: 'furniture', what: draft.what, reason: draft.reason };
      const chain = (draft.chain ?? []).map((link) => ({
        name: link.name,
        source: within(link.in, link.source),
        words: within(link.in, link.words)
      }));
      const skills = {
        'own-fact': 'own-voice',
        'own-judgement': 'characterising',
        'reported-act': 'reported-act'
      } as const;
      const { label, core, difficulty, reason, readings, undecided } = draft;
      return {
        ...segment,
        kind: 'statement',
        voice: label,
        chain,
        core,
        skill:
          label in skills
            ? skills[label as keyof typeof skills]
            : chain.length > 1
              ? 'nesting'
              : 'attribution',
        difficulty,
        reason,
        contested: contested(
          readings?.map(({ label: as, reason }) => ({ as, reason })),
          undecided
        )
      };
    }
  );
}
