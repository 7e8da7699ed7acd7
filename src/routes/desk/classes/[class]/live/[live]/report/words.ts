import type { PageData } from './$types';

/** "1 answer", "3 answers" */
export const counted = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

/** Who gave nothing; `null` where everybody was taken out, since that stands beside it. */
export function whoMissed({ answered, missed, out }: PageData['attendance']): string | null {
  if (missed.length > 0) return `Gave nothing: ${missed.join(', ')}.`;
  if (answered > 0) return `Everybody${out.length > 0 ? ' else' : ''} in the class answered something.`;
  return out.length > 0 ? null : 'Nobody is in the class yet.';
}
