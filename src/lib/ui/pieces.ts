/** Two offsets into a text. */
export interface Range {
  start: number;
  end: number;
}

/** A part of a text that lies wholly in or out of every stretch: which ones it is in, opens and closes. */
export interface Piece<T extends Range> extends Range {
  on: T[];
  opens: T[];
  closes: T[];
}

/** Cuts `within` at every edge of the stretches that meet it. The pieces cover it without gaps. */
export function cut<T extends Range>(within: Range, stretches: readonly T[]): Piece<T>[] {
  const met = stretches.filter((s) => s.start < within.end && s.end > within.start);
  const edges = new Set([within.start, within.end]);
  for (const s of met)
    for (const edge of [s.start, s.end]) if (edge > within.start && edge < within.end) edges.add(edge);
  const at = [...edges].sort((a, b) => a - b);
  return at.slice(1).map((end, i) => {
    const start = at[i]!;
    const on = met.filter((s) => s.start < end && s.end > start);
    return {
      start,
      end,
      on,
      opens: on.filter((s) => s.start === start),
      closes: on.filter((s) => s.end === end)
    };
  });
}

/** A stretch of text parted after its first word. */
export function headed(text: string): [head: string, rest: string] {
  const at = text.search(/\S(?=\s)/) + 1;
  return at > 0 ? [text.slice(0, at), text.slice(at)] : [text, ''];
}

/** A stretch of text parted before its last word. */
export function tailed(text: string): [rest: string, tail: string] {
  const at = Math.max(0, text.search(/\S+\s*$/));
  return [text.slice(0, at), text.slice(at)];
}

/** A word of a piece with what stands before it; the last one may be nothing but what stands after. */
export interface Part {
  before: string;
  word: string;
  /** The word's number in the text, −1 where there is none. */
  index: number;
}

/** The words of a piece. A word that an edge cuts stands in both pieces with the same number. */
export function parts(text: string, words: readonly Range[], piece: Range): Part[] {
  const out: Part[] = [];
  let at = piece.start;
  const first = words.findIndex((word) => word.end > piece.start);
  for (let i = first; i >= 0 && i < words.length && words[i]!.start < piece.end; i++) {
    const start = Math.max(words[i]!.start, piece.start);
    const end = Math.min(words[i]!.end, piece.end);
    out.push({ before: text.slice(at, start), word: text.slice(start, end), index: i });
    at = end;
  }
  if (at < piece.end) out.push({ before: text.slice(at, piece.end), word: '', index: -1 });
  return out;
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escaped = (text: string) => text.replace(/[&<>]/g, (sign) => ESCAPES[sign]!);

/**
 * Words as HTML: a long text is drawn as one string, not word by word.
 * @param numbered whether each word is an element that carries its number
 */
export function drawn(words: readonly Part[], numbered: boolean): string {
  const one = ({ word, index }: Part) =>
    word && numbered ? `<span data-w="${index}">${escaped(word)}</span>` : escaped(word);
  return words.map((part) => escaped(part.before) + one(part)).join('');
}
