/** What is said of hard texts before they come. */
export interface Before {
  part: string;
  contains: string;
  /** How many texts the exercise of the class has. */
  texts: number;
  /** The exercise that is chosen, and the other of the two. */
  as: 'own' | 'instead';
  chosen: string;
  other: string;
}
