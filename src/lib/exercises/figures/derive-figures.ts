import type { Figure, Threads } from '../../text/annotation.ts';
import { shared } from '../../text/span.ts';
import type { AnnotatedSource } from '../define.ts';
import { place } from '../parts/deriving.ts';
import type { Key } from './schema.ts';

export type Thread = Threads['threads'][number];

/** A cell of the ledger with all mentions of its thread in its text; none where the text has no such number. */
export interface Chosen {
  id: string;
  thread: Thread;
  source: AnnotatedSource;
  figures: Figure[];
}

export function isFolded({ annotation }: AnnotatedSource, { span }: Figure): boolean {
  return annotation.folds.some((fold) => shared(fold.span, span) > 0);
}

/** The figures of a text that can be asked about. */
export function openFigures(source: AnnotatedSource): Figure[] {
  return source.annotation.figures.filter((figure) => !isFolded(source, figure));
}

/** A figure with the place of its number, and the same with the words that hedge it where they stand beside it. */
export function mention(
  source: AnnotatedSource,
  { span, hedgeWords }: Figure
): Key['cells'][number]['mentions'][number] {
  const { text } = source;
  const number = place(source, span);
  if (!hedgeWords) return { place: number, hedged: number };
  const between = (a: number, b: number) => a <= b && b - a < 25 && !/[.!?;\n]/.test(text.slice(a, b));
  const before = text.lastIndexOf(hedgeWords, span.start - 1);
  const after = text.indexOf(hedgeWords, span.end);
  const [start, end] =
    before >= 0 && between(before + hedgeWords.length, span.start)
      ? [before, span.end]
      : after >= 0 && between(span.end, after)
        ? [span.start, after + hedgeWords.length]
        : [span.start, span.end];
  return { place: number, hedged: { source: source.id, start, end, quote: text.slice(start, end) } };
}

/** A figure by its reference; `null` where none has it. */
export function figureOf(ref: string, sources: ReadonlyMap<string, AnnotatedSource>) {
  const [name, id] = ref.split('#');
  const source = sources.get(name!);
  const figure = source?.annotation.figures.find((f) => f.id === id);
  return source && figure ? { source, figure, place: place(source, figure.span) } : null;
}

/** The relation of two figures of a thread, whichever is named first. */
export function related(thread: Thread, a: string, b: string) {
  return thread.relations.find((r) => (r.a === a && r.b === b) || (r.a === b && r.b === a)) ?? null;
}
