import type { Calibration } from './calibration.ts';
import type { Detection } from './detection.ts';

/** When too little is answered to say how somebody reads: verdicts and the page of results take the rule from here. */

/** The fewest of either kind from which it can be said how well two kinds are told apart. */
const EACH = 3;
/** The fewest readings from which it can be said whether sureness fits, or of many exercises what the habit is. */
export const ENOUGH = 8;

/** Whether a third and more was left open: results would tell how much was answered more than how it was read. */
export const tooOpen = (open: number, of: number): boolean => open > 0 && 3 * open >= of;

/** Whether enough of both kinds was answered to tell how well they are told apart. */
export const bothKinds = ({ signals, noise }: Pick<Detection, 'signals' | 'noise'>): boolean =>
  Math.min(signals, noise) >= EACH;

/** Whether enough readings have a sureness to tell whether it fits. */
export const sureEnough = ({ items }: Pick<Calibration, 'items'>): boolean => items >= ENOUGH;
