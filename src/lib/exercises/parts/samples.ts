/**
 * What the tests that hold every shipped exercise to `docs/scoring.md` need of a type: each has a `samples.ts` that
 * exports them. The server makes answers of rehearsals with them; no page loads it.
 */
export interface Samples<Item, Answer> {
  /** Answers that say the same of everything. */
  constants(item: Item): Answer[];
  /** Draws answers that look at nothing but how long the texts are and how many options there are. */
  drawer(item: Item, random: () => number): () => Answer;
  /** Answers that the key's own becomes when its boundaries are moved away from the key's, or its parts left out. */
  worse(item: Item, best: Answer, random: () => number): Answer[];
  /** The key's own answer with its stretches at the same offsets of another text, where an item has several. */
  elsewhere?(item: Item, best: Answer): Answer[];
}
