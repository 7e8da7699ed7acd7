const all = new Intl.ListFormat('en-GB');
const any = new Intl.ListFormat('en-GB', { type: 'disjunction' });

/** Things in a sentence: “a”, “a and b”, “a, b and c”; empty where there are none. */
export const listed = (things: Iterable<string>): string => all.format(things);

/** One of some things: “a”, “a or b”, “a, b or c”; empty where there are none. */
export const either = (things: Iterable<string>): string => any.format(things);
