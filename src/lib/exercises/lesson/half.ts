import { hashed } from '../../text/hash.ts';

/**
 * Where the record of a lesson keeps what was chosen in a half-worked example. It is named by what is asked about, so
 * that an example that was put in other words begins anew, and one that was only moved does not.
 */
export function placeOf(sentence: string, ask: string): string {
  return `half/${hashed(`${sentence}\n${ask}`).toString(36)}`;
}
