import type { Annotation, Threads } from '../text/annotation.ts';
import type { Span } from '../text/span.ts';
import { readDraft, type SideDraft } from './drafts.ts';
import type { PackProblem } from './load.ts';
import { contested, each, locate, locateAll, Misfit, occurrences, sayMisfit, type Say } from './placing.ts';
import { anchorSegments } from './segments.ts';

/** What a pack's keys hold so far: layers that no draft gives are kept. */
export interface Keys {
  annotations: ReadonlyMap<string, Annotation>;
  threads: Threads | null;
}

/**
 * Turns drafts, which quote the texts, into keys, which point into them.
 * @param drafts what the files hold, parsed from JSON
 * @param texts the pack's texts by source id
 * @returns the keys that change, and everything that does not fit; without problems they can be written
 */
export function anchorDrafts(
  drafts: readonly { file: string; value: unknown }[],
  texts: ReadonlyMap<string, string>,
  keys: Keys
): { annotations: Map<string, Annotation>; threads: Threads | null; problems: PackProblem[] } {
  const problems: PackProblem[] = [];
  const annotations = new Map<string, Annotation>();
  let threads: Threads | null = null;
  const keep = (part: Partial<Threads>) => {
    const none: Threads = { threads: [], lookalikes: [], quotations: [], contrasts: [], questions: [] };
    threads = { ...none, ...keys.threads, ...threads, ...part };
  };
  const textOf = (source: string): string => {
    const text = texts.get(source);
    if (text === undefined)
      throw new Misfit(`the pack has no text ${source}`, `name one of: ${[...texts.keys()].join(', ')}`);
    return text;
  };
  const given = new Map<string, string>();
  for (const { file, value } of drafts) {
    const say: Say = (place, message, fix) => void problems.push({ file, place, message, fix });
    const read = readDraft(value);
    if (Array.isArray(read)) {
      for (const { place, message } of read)
        say(place, message, 'write it as the head of scripts/anchor.ts shows');
      continue;
    }
    const { layer, draft } = read;
    const source = 'source' in draft ? draft.source : 'the pack';
    const twin = given.get(`${source} ${layer}`);
    if (twin) say('file', `${twin} gives the ${layer} of ${source} as well`, 'leave one of the two out');
    given.set(`${source} ${layer}`, file);
    try {
      if (layer === 'threads' || layer === 'questions') keep(draft);
      else if (layer === 'contrasts')
        keep({
          contrasts: each(draft.contrasts, say, ({ a, b, readings, undecided, ...contrast }) => {
            const [from, to] = [a, b].map((side) => anchorSide(textOf(side.source), side));
            return {
              ...contrast,
              a: { source: a.source, span: from!.span },
              b: { source: b.source, span: to!.span },
              differs: { a: from!.differs, b: to!.differs },
              contested: contested(
                readings?.map(({ changes: as, reason }) => ({ as, reason })),
                undecided
              )
            };
          })
        });
      else if (layer === 'quotations')
        keep({
          quotations: each(
            draft.quotations,
            say,
            ({ quote, context, originQuote, originContext, ...rest }) => ({
              ...rest,
              span: locate(textOf(rest.in), quote, context),
              origin: rest.origin
                ? { source: rest.origin, spans: locateAll(textOf(rest.origin), originQuote, originContext) }
                : null
            })
          )
        });
      else {
        const text = textOf(source);
        const empty = { source, segments: [], folds: [], figures: [], devices: [], plain: [], actors: [] };
        const before = annotations.get(source) ?? keys.annotations.get(source) ?? empty;
        annotations.set(source, { ...before, ...anchored(text, read, textOf, say) });
      }
    } catch (error) {
      sayMisfit(error, layer, say);
    }
  }
  for (const [file, { segments }] of annotations)
    if (segments.length === 0 && problems.length === 0)
      problems.push({
        file,
        place: 'segments',
        message: 'this text has no voice draft and no key yet',
        fix: 'give its voice draft as well'
      });
  return { annotations, threads, problems };
}

type OfOneText = Extract<Exclude<ReturnType<typeof readDraft>, unknown[]>, { draft: { source: string } }>;

function anchored(
  text: string,
  { layer, draft }: OfOneText,
  textOf: (source: string) => string,
  say: Say
): Partial<Annotation> {
  switch (layer) {
    case 'segments':
      return {
        segments: anchorSegments(text, draft.segments, say),
        folds: each(draft.folds, say, ({ quote, context, ...fold }) => ({
          ...fold,
          span: locate(text, quote, context)
        }))
      };
    case 'figures':
      return {
        figures: each(draft.figures, say, ({ quote, context, ...figure }) => ({
          ...figure,
          span: locate(text, quote, context),
          skill: 'counting'
        }))
      };
    case 'devices':
      return {
        devices: each(
          draft.devices,
          say,
          ({ quote, context, readings, undecided, comparedWith, ...device }) => ({
            ...device,
            span: locate(text, quote, context),
            comparedWith: (comparedWith ?? []).map((other) => ({
              source: other.source,
              span: locate(textOf(other.source), other.quote, other.context)
            })),
            skill: 'framing',
            contested: contested(
              readings?.map(({ device: as, reason }) => ({ as, reason })),
              undecided
            )
          })
        ),
        plain: each(draft.plain, say, ({ quote, context, ...plain }) => ({
          ...plain,
          span: locate(text, quote, context)
        }))
      };
    case 'actors':
      return {
        actors: each(draft.actors, say, ({ quote, context, readings, undecided, ...actor }) => ({
          ...actor,
          span: locate(text, quote, context),
          contested: contested(
            readings?.map(({ width: as, reason }) => ({ as, reason })),
            undecided
          )
        }))
      };
  }
}

/** One side of a contrast: its words, and those of them in which it parts from the other. */
function anchorSide(text: string, { quote, context, differs }: SideDraft): { span: Span; differs: Span[] } {
  const span = locate(text, quote, context);
  return {
    span,
    differs: differs.map((words) => {
      const [at] = occurrences(quote, words);
      if (at === undefined)
        throw new Misfit(`"${words}" does not stand in "${quote}"`, 'copy the words from the quotation');
      return { start: span.start + at, end: span.start + at + words.length, quote: words };
    })
  };
}
