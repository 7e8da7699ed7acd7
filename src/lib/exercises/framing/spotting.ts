import { adjustedRecall } from '../../scoring/score.ts';
import type { SpotKey } from './schema.ts';

/** What the score of a spotting exercise counts. */

type Entry = SpotKey['entries'][number];

/** Whether a candidate counts in the label part: it is a device, and careful readers take it for one class alone. */
export function labelCounts({ as, accept, contested }: Pick<Entry, 'as' | 'accept' | 'contested'>): boolean {
  return as !== 'plain' && as !== 'device' && accept.length === 0 && !contested;
}

/** A device with what it is and what it was called; `null` where it was not called anything. */
export interface Called {
  as: string;
  given: string | null;
}

/**
 * Mean recall of classes among keyed devices, corrected for their number. A device that was called plain, or was not
 * called anything further, counts as a guess would: it costs in the finding, and must not cost twice. So whoever calls
 * everything plain, or everything one class, has exactly 0.
 * @param classes at least two, each met by at least one device
 */
export function calledRecall(classes: readonly string[], devices: readonly Called[]): number {
  const k = classes.length;
  // In k-ths of a device, so that guesses are counted in whole numbers.
  const counts = new Map(classes.map((name) => [name, { right: 0, of: 0 }]));
  for (const { as, given } of devices) {
    const count = counts.get(as)!;
    count.of += k;
    count.right += given === null ? 1 : given === as ? k : 0;
  }
  return adjustedRecall([...counts.values()]);
}
