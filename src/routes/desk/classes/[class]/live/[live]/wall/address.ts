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

/** Keeps it. Where a browser keeps nothing, it is chosen anew when the wall loads again. */
export function keepAddress(area: Area | null, address: string): void {
  try {
    area?.setItem(KEY, address);
  } catch {
    // It is full, or not allowed.
  }
}
