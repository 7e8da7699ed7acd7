/** What is said otherwise on paper than on the screen. */

/** A text in sentences. */
const sentences = (text: string) => text.split(/(?<=[.!?]["”’]?)\s+(?=[\p{Lu}"“‘])/u);

/** The task: nothing is lit on paper, what is asked about is numbered. */
export function onPaper(task: string): string {
  return task.replace(/\blit (statement|stretch)/g, 'numbered $1');
}

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
