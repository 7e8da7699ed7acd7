import type { Annotation, Threads } from '../text/annotation.ts';
import { anchor, shared, type Range, type Span } from '../text/span.ts';
import { readDraft, type SegmentDraft, type SideDraft } from './drafts.ts';
import type { PackProblem } from './load.ts';

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

const ORDER = 'copy the words from the text, and keep the segments in its order';

function anchorSegments(text: string, drafts: readonly SegmentDraft[], say: Say): Annotation['segments'] {
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

function contested<T>(readings: T[] | undefined, undecided: string | null | undefined) {
  if (!readings?.length) return null;
  if (readings.length < 2) throw new Misfit('it has one reading', 'give two at least, or none');
  if (!undecided || undecided.trim().length < 20)
    throw new Misfit('it has readings and does not say why the rules do not decide it', 'fill in undecided');
  return { undecided, readings };
}

/** What a draft says does not fit the text. */
class Misfit extends Error {
  readonly fix: string;
  constructor(message: string, fix: string) {
    super(message);
    this.fix = fix;
  }
}

type Say = (place: string, message: string, fix: string) => void;

function sayMisfit(error: unknown, place: string, say: Say): void {
  if (!(error instanceof Misfit)) throw error;
  say(place, error.message, error.fix);
}

/** Converts each entry; one that does not fit is reported and left out. */
function each<T extends { id: string }, R>(entries: readonly T[], say: Say, convert: (entry: T) => R): R[] {
  return entries.flatMap((entry) => {
    try {
      return [convert(entry)];
    } catch (error) {
      sayMisfit(error, entry.id, say);
      return [];
    }
  });
}

const COPY =
  'copy the words from the text, with its own quotation marks; where they stand more than once, add a context';

function locate(text: string, quote: string, context: string | null | undefined): Span {
  const found = anchor(text, quote, context ?? undefined);
  if (typeof found === 'string') throw new Misfit(found, COPY);
  return found;
}

type Pieces = string | string[] | null | undefined;
function locateAll(text: string, quotes: Pieces, contexts: Pieces): Span[] {
  return [quotes ?? []].flat().map((quote, i) => locate(text, quote, [contexts ?? []].flat()[i]));
}

/**
 * The next place of a quotation that nothing covers yet: segments stand in the order of the text.
 * @returns `null` where there is none
 */
export function nextFree(text: string, quote: string, from: number, taken: readonly Range[]): Span | null {
  for (const start of occurrences(text, quote)) {
    const span = { start, end: start + quote.length, quote };
    if (start >= from && !taken.some((other) => shared(span, other) > 0)) return span;
  }
  return null;
}

function occurrences(text: string, words: string): number[] {
  const found: number[] = [];
  for (let i = text.indexOf(words); i >= 0; i = text.indexOf(words, i + 1)) found.push(i);
  return found;
}
