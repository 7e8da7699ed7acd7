/** What the schemas and the pages of a ledger both name: apart from the schemas, whose library no page loads. */

/** Whether two figures count the same thing. */
export const PAIR_CLASSES = ['same', 'apart'] as const;

/** The options of a question, by where they stand on the page. */
export const OPTIONS = ['a', 'b', 'c'] as const;

/** The longest stretch that can mean a number, in words. */
export const LONGEST = 12;
