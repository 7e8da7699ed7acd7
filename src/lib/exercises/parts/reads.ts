import type { Detection } from '../../scoring/detection.ts';
import { bothKinds, sureEnough } from '../../scoring/enough.ts';
import { apartWords, leaningWords } from '../../scoring/words.ts';
import type { Scored } from '../define.ts';
import { isOpen, leftOpen } from './account.ts';

/** What a verdict says of how somebody reads, and when it says nothing of it. */

/** Why nothing can be said of how somebody reads: the sentence that says so; '' where enough is answered. */
export function tooLittle(verdict: Scored): string {
  const { answered, detection } = verdict;
  if (answered.given === 0) return 'Nothing is answered yet, so there is nothing to say about how you read.';
  if (leftOpen(verdict)) return 'Too much is open to say how you read.';
  return detection && !bothKinds(detection) ? 'Too little has been answered to say how you read.' : '';
}

/**
 * What is said where two kinds were told apart each time: where items are open, in how many.
 * @param open whether any of the two kinds was left open
 */
const perfect = (
  { signals, noise }: Detection,
  open: boolean,
  told = 'You told the two apart each time'
): string => `${told}${open ? ` in the ${signals + noise} that you answered` : ''}.`;

/** How well two kinds were told apart. */
export const apart = (detection: Detection, { items }: Scored): string =>
  apartWords(detection, perfect(detection, items.some(isOpen)));

/** The same and, where they were mixed up, to which side; '' where it is not asked. See `perfect`. */
export const leaning = ({ detection, items }: Scored, told?: string, open = items.some(isOpen)): string =>
  detection ? leaningWords(detection, perfect(detection, open, told)) : '';

/** How sure somebody was, where that can be held against how they read. */
export const sureness = (verdict: Scored): Scored['calibration'] =>
  verdict.calibration && sureEnough(verdict.calibration) && !tooLittle(verdict) ? verdict.calibration : null;
