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
  /** Whether the session goes on: who has not come may still come. */
  runs: boolean;
}

/** "6 came in, 5 answered something; 2 of the class did not come and 1 joined later." */
export function saidHeads({ came, answered, absent, later, runs }: Heads): string {
  const who =
    came === 0
      ? 'Nobody came in'
      : `${came} came in, ${answered === 0 ? 'nobody answered anything' : `${answered} answered something`}`;
  const away = runs ? `${absent === 1 ? 'has' : 'have'} not come yet` : 'did not come';
  const others = [
    ...(absent > 0 ? [`${absent} of the class ${away}`] : []),
    ...(later > 0 ? [`${later}${absent > 0 ? '' : ' of the class'} joined later`] : [])
  ];
  return `${who}${others.length > 0 ? `; ${others.join(' and ')}` : ''}.`;
}
