/** In a class that is smaller than this, people are counted: a percent of four pupils says less than it seems to. */
const CLASS = 20;

/** Whether a class is so small that its shares are said in people. */
export const inPeople = (of: number): boolean => of < CLASS;

/**
 * A share of a class, in the words in which it stands wherever shares are drawn: in people (“3 of 4”) where fewer than 20
 * answered, else in percent (“75%”). A share that no number of people makes, as of words that each learner marked a part of, is
 * in percent, too.
 * @param share 0 to 1
 * @param of how many answered
 * @param bare without of how many, where that is said once for a list
 */
export function saidShare(share: number, of: number, bare = false): string {
  const people = share * of;
  const whole = Math.round(people);
  if (!inPeople(of) || of === 0 || Math.abs(people - whole) > 1e-6) return `${Math.round(100 * share)}%`;
  return bare ? String(whole) : `${whole} of ${of}`;
}
