import type { Progress } from '../define.ts';
import { stillOpen } from './half.ts';

/** What is said where an answer that is not whole is about to be checked: what is open, or else what is half answered. */
export function askedOpen(progress: Progress): string {
  const { given, of, what = 'item' } = progress;
  const open = stillOpen(progress) ?? 0;
  const left = open === 0 ? (of ?? 0) - given : open;
  const named = of === 1 ? what : `${what}${what.endsWith('ch') ? 'es' : 's'}`;
  return `${left} of ${of} ${named} ${left === 1 ? 'is' : 'are'} ${open === 0 ? 'half answered' : 'still open'}`;
}
