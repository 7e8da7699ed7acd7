/** What a pack says of itself, cut to what a sheet, a wall or a notice has room for. */

/** A text in sentences. */
const sentences = (text: string) => text.split(/(?<=[.!?]["”’]?)\s+(?=[\p{Lu}"“‘])/u);

/** What a pack contains, without what it says to its reader about folding and choosing. */
export function brief(contains: string): string {
  const all = sentences(contains);
  const end = all.findIndex((sentence) => /\b(you|folded|exercises?)\b/i.test(sentence));
  return (end > 0 ? all.slice(0, end) : all).join(' ');
}

/** What a course takes as given: the first two sentences of its ground note. */
export function groundLine(ground: readonly string[]): string {
  return sentences(ground[0] ?? '')
    .slice(0, 2)
    .join(' ');
}
