import type { Marked } from '../classroom/marked.ts';
import type { Problem, Scored, VerdictItem } from '../exercises/define.ts';
import { agrees } from '../exercises/parts/checking.ts';
import type { Row } from './db/schema.ts';
import type { Pinned } from './versions.ts';

/** Marks answers to pinned exercises: the type's own check, and what an instructor counts besides the key. */

/** A reading that counts, though the key has another. */
export type AcceptedReading = Pick<Row<'accepted'>, 'item_id' | 'given' | 'reason'>;

export interface Marking {
  /** Corrected for chance and uncut. */
  score: number;
  /** What is kept with the score. */
  marked: Marked;
  /** What is shown: accepted items have the code `accepted`. It holds the key: show it only where that may be seen. */
  verdict: Scored;
}

/**
 * Marks an answer.
 * @param pinned the exercise, parsed: what `versionOf` gives
 * @param answer any value; one that is none to this exercise gives problems, each with its path
 * @param accepted what counts besides the key, of this exercise
 */
export function markAnswer(
  { logic, item, key }: Pick<Pinned, 'logic' | 'item' | 'key'>,
  answer: unknown,
  accepted: readonly AcceptedReading[]
): Marking | { problems: Problem[] } {
  const strict = logic.check(item, key, answer);
  if (strict.status === 'invalid') return { problems: strict.problems };
  const reasons = new Map<string, string>();
  for (const one of strict.items) {
    if (!acceptable(one)) continue;
    const found = accepted.find(({ item_id, given }) => item_id === one.id && given === one.given);
    if (found) reasons.set(one.id, found.reason);
  }
  if (reasons.size === 0) return marking(strict);
  const verdict = logic.check(
    item,
    key,
    logic.accepting(item, key, logic.answer.parse(answer), new Set(reasons.keys()))
  );
  if (verdict.status === 'invalid')
    throw new Error(`An accepted reading made no answer: ${JSON.stringify(verdict.problems)}`);
  const items = strict.items.map((one): VerdictItem => {
    const reason = acceptable(one) ? reasons.get(one.id) : undefined;
    return reason === undefined ? one : { ...one, code: 'accepted', accepted: reason };
  });
  return marking({ ...verdict, items });
}

/** Whether what was given for an item can be accepted: it is a reading, it is in the score, and it is not the key's. */
export function acceptable(item: VerdictItem): boolean {
  return agrees(item) === false && item.given !== null;
}

function marking(verdict: Scored): Marking {
  const { score, answered, detection, calibration } = verdict;
  // What stands beside the score (an own mark, say) is no item of a class.
  const asked = verdict.items.filter(({ scored, contested }) => scored || contested);
  const items = asked.map((item) => ({
    id: item.id,
    agrees: agrees(item),
    given: item.given,
    expected: item.expected,
    sure: item.sure ?? null,
    accepted: item.accepted !== undefined
  }));
  return { score, marked: { score, answered, detection, calibration, items }, verdict };
}
