import type { Place, VerdictItem } from '../define.ts';
import type { Fit, Meaning } from './meaning.ts';
import type { Answer, Key } from './schema.ts';

/** The entries of a verdict on a ledger. */

type Cell = Key['cells'][number];

/**
 * @param at which of the cell's mentions was found; the first where none was
 * @param fit how the stretch's edges fit it, where it was found
 */
export function cellItem(
  cell: Cell,
  given: Answer['cells'][string] | null,
  meaning: Meaning | null,
  at: number,
  fit: Fit | null
): VerdictItem {
  const present = cell.mentions.length > 0;
  const stretch = given === 'absent' ? null : given;
  const notes: string[] = [];
  // A number stands with the words that hedge it: without them it says more than its text.
  const keyed = present ? cell.mentions[at]!.hedged : null;
  if (fit) notes.push(fit);
  else if (meaning?.figure) notes.push('other-number');
  else if (meaning) notes.push(meaning.why);
  return {
    id: `cells:${cell.id}`,
    code: codeOf(present, given === 'absent', stretch !== null, fit !== null),
    scored: true,
    given: stretch ? stretch.quote : given === 'absent' ? given : null,
    expected: keyed?.quote ?? 'absent',
    notes,
    yours: stretch ? [stretch] : [],
    key: keyed ? [keyed] : [],
    shows: [],
    reason: cell.reason,
    contested: null,
    ...(fit || !meaning?.counted ? {} : { facts: [{ what: 'counts', says: meaning.counted }] })
  };
}

function codeOf(present: boolean, absent: boolean, filled: boolean, hit: boolean): string {
  if (hit) return 'found';
  if (present) return filled ? 'elsewhere' : absent ? 'missed' : 'unanswered';
  return filled ? 'extra' : absent ? 'right' : 'unanswered';
}

/**
 * A relation, an origin or a pair of lookalikes. `fine` is the codebook's own class; `name` who is named.
 * @param reached whether the learner was asked it: see `askedIn`
 */
export function labelItem(
  reached: (id: string) => boolean,
  what: 'relations' | 'origins' | 'pairs',
  entry: { id: string; as: string; reason: string },
  given: string | null,
  places: Place[],
  fine?: string,
  name?: string | null
): VerdictItem {
  const id = `${what}:${entry.id}`;
  return {
    id,
    code:
      given === null
        ? reached(id)
          ? 'unanswered'
          : 'unasked'
        : given === entry.as
          ? 'right'
          : 'other-reading',
    scored: true,
    given,
    expected: entry.as,
    notes: [...(fine ? [`is-${fine}`] : []), ...(name ? [`from: ${name}`] : [])],
    yours: [],
    key: places,
    shows: [],
    reason: entry.reason,
    contested: null
  };
}

export function choiceItem(entry: Key['questions'][number], given: 'a' | 'b' | 'c' | null): VerdictItem {
  const right = given === entry.right;
  return {
    id: `questions:${entry.id}`,
    code: given === null ? 'unanswered' : right ? 'right' : 'other-reading',
    scored: true,
    given,
    expected: entry.right,
    notes: [],
    yours: [],
    key: [],
    shows: entry.shows,
    // What the chosen option overlooks, then why the key's holds.
    reason:
      given === null || right
        ? entry.reasons[entry.right]
        : `${entry.reasons[given]} ${entry.reasons[entry.right]}`,
    contested: null
  };
}
