const list = new Intl.ListFormat('en-GB');

/** Things in a sentence: “a”, “a and b”, “a, b and c”; empty where there are none. */
export const listed = (things: Iterable<string>): string => list.format(things);
