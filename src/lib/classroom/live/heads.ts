/** How many people a session had: the same figures wherever they are said. Who was taken out is in none of them. */

export interface Heads {
  /** Learners who came in. */
  came: number;
  /** How many of them gave an answer that counts. */
  answered: number;
  /** Learners who were in the class by its end, and did not come. */
  absent: number;
  /** Learners who joined the class after its end. */
  later: number;
}

/** "6 came in, 5 answered; 2 of the class did not come and 1 joined later." */
export function saidHeads({ came, answered, absent, later }: Heads): string {
  const who =
    came === 0 ? 'Nobody came in' : `${came} came in, ${answered === 0 ? 'nobody' : answered} answered`;
  const others = [
    ...(absent > 0 ? [`${absent} of the class did not come`] : []),
    ...(later > 0 ? [`${later}${absent > 0 ? '' : ' of the class'} joined later`] : [])
  ];
  return `${who}${others.length > 0 ? `; ${others.join(' and ')}` : ''}.`;
}
