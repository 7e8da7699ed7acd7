/** What is said of a hard text before it comes. */
export interface Before {
  part: string;
  contains: string;
  /** The exercise that is chosen, and the other of the two. */
  as: 'own' | 'instead';
  chosen: string;
  other: string;
}
