/** In a class that is smaller than this, people are counted: a percent of four pupils says less than it seems to. */
const CLASS = 20;

/** Whether a class is so small that its shares are said in people. */
export const inPeople = (of: number): boolean => of < CLASS;

/** A share in percent: “75%”. */
export const percent = (share: number): string => `${Math.round(100 * share)}%`;

/**
 * A share of a class, in the words in which it stands wherever shares are drawn: in people (“3 of 4”) where fewer than 20
 * answered, else in percent (“75%”).
 * @param share 0 to 1
 * @param of how many answered
 * @param counted whether it is of people. Of words that each learner marked a part of it is not, and stands in percent, also
 *   where it happens to be a quarter of four
 */
export const saidShare = (share: number, of: number, counted: boolean): string =>
  counted && of > 0 && inPeople(of) ? `${Math.round(share * of)} of ${of}` : percent(share);
