import type { Agreement } from '../define.ts';

/** How far learners agree with each other, in words and as a figure. */

/** On something, before they talked and after; `null` where it cannot be said. */
export interface AgreementChange {
  what: string;
  first: Agreement | null;
  second: Agreement | null;
}

/**
 * What learners did, by how many pairs of them gave the same. Alpha is no measure for that: it asks whether labels can be
 * told apart, and is near 0 where nearly everybody gives one label everywhere.
 */
const did = ({ alike }: Agreement): string =>
  alike === 1 ? 'agreed' : alike >= 0.75 ? 'mostly agreed' : alike >= 0.5 ? 'agreed in part' : 'were split';

/** How far a class agreed, in a sentence; `null` where too little was answered to say. @param who "You" to the class itself */
export function saidAgreed(
  { what, first, second }: AgreementChange,
  who: string,
  twice: boolean
): string | null {
  const [before, after] = [first, second].map((found) => found && did(found));
  if (!twice || after == null) return before == null ? null : `${who} ${before} on ${what}.`;
  if (before == null) return `${who} ${after} on ${what}, the second time.`;
  return before === after
    ? `${who} ${before} on ${what}, both times.`
    : `${who} ${before} on ${what}, then ${after}.`;
}

/** The figure behind it, in a sentence. */
export function saidAlpha(rows: readonly AgreementChange[], twice: boolean): string {
  const alpha = (found: Agreement | null) => (found === null ? '–' : found.alpha.toFixed(2));
  const figures = rows.map(
    ({ what, first, second }) => `${what} ${alpha(first)}${twice ? `, then ${alpha(second)}` : ''}`
  );
  const what =
    'Krippendorff’s alpha, 1 where all agree and 0 where they do so by chance, as they might where nearly all give one label everywhere:';
  return `${what} ${figures.join('; ')}.`;
}
