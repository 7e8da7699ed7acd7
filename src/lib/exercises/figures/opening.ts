import type { Figure } from '../../text/annotation.ts';

/** Units that are people. */
const PEOPLE =
  /^(people|persons?|women|men|children|girls|boys|families|parents|civilians|residents|hostages|volunteers|councillors|soldiers)$/i;

/** What stands over a ledger: what its numbers stand for, by the units of what is counted. */
export function openingOf(figures: readonly Pick<Figure, 'unit'>[]): string {
  const people = figures.filter(({ unit }) => PEOPLE.test(unit)).length;
  if (people > 0 && people === figures.length) return 'Each number stands for people.';
  const first = 'Each number stands for something that somebody counted or measured.';
  return people > 0 ? `${first} Some stand for people.` : first;
}
