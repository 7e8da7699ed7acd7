import type { Way } from './way.server.ts';

/** The address that learners are sent to, where a computer has several: kept by the browser of the wall. */

type Area = Pick<Storage, 'getItem' | 'setItem'>;

const KEY = 'whose-words:wall-address';

/** Which of the addresses was chosen on this browser before; the first where none was, or it is none of them any more. */
export function keptAddress(area: Area | null, addresses: readonly string[]): number {
  try {
    return Math.max(0, addresses.indexOf(area?.getItem(KEY) ?? ''));
  } catch {
    return 0;
  }
}

/** The address that stands beside a step; `null` where no other device can open it, as the way in says too. */
export const givenOut = (
  way: { alone: boolean; addresses: readonly Pick<Way['addresses'][number], 'address'>[] },
  chosen: number
): string | null => (way.alone ? null : (way.addresses[chosen]?.address ?? null));

/** Keeps it. Where a browser keeps nothing, it is chosen anew when the wall loads again. */
export function keepAddress(area: Area | null, address: string): void {
  try {
    area?.setItem(KEY, address);
  } catch {
    // It is full, or not allowed.
  }
}
