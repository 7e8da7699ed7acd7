import type { Span } from './annotation.ts';

export type { Span };

/** Two offsets without the guard, for stretches that the code cut out of a text itself. */
export interface Range {
  start: number;
  end: number;
}

/** What stands at the span's place, where that is not what the span says; `null` where it fits. */
export function misfit(text: string, span: Span): { expected: string; found: string } | null {
  const found = text.slice(span.start, span.end);
  return found === span.quote && span.end === span.start + span.quote.length
    ? null
    : { expected: span.quote, found };
}

/** How many characters two ranges share. */
export function shared(a: Range, b: Range): number {
  return Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
}

/** The same ranges in order, with those that touch or overlap joined. */
export function merged(ranges: readonly Range[]): Range[] {
  const out: Range[] = [];
  for (const { start, end } of [...ranges].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = out.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else out.push({ start, end });
  }
  return out;
}

/**
 * Finds a quotation in a text.
 * @param context a longer quotation, unique in the text, that holds the one looked for
 * @returns the span, or a sentence that says why there is none
 */
export function anchor(text: string, quote: string, context?: string): Span | string {
  const from = context ? text.indexOf(context) : 0;
  if (from < 0) return `the context does not stand in the text: "${context}"`;
  if (context && text.indexOf(context, from + 1) >= 0)
    return `the context stands more than once in the text: "${context}"`;
  const until = context ? from + context.length : text.length;
  const start = text.indexOf(quote, from);
  if (start < 0 || start + quote.length > until) return `the quotation does not stand there: "${quote}"`;
  const again = text.indexOf(quote, start + 1);
  if (!context && again >= 0) return `the quotation stands more than once, so it needs a context: "${quote}"`;
  return { start, end: start + quote.length, quote };
}
