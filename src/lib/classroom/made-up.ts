import { isObject } from '../exercises/parts/fitting.ts';

/**
 * Answers of learners whom nobody has met, for a rehearsal: the key's own answer with mistakes in it. Every type's
 * answers are records by item, or lists of marks, under names of the type's own.
 */

/** How sure a made-up learner may be of a reading. */
const SURE = [0.5, 0.65, 0.8, 0.95] as const;
/** How often something is left open that is not read as the key does. */
const OPEN = 0.1;

/**
 * Makes an answer of the key's and of one that looks at nothing.
 * @param best the answer that says what the key says
 * @param drawn an answer drawn at random, for the mistakes
 * @param able from 0 to 1: how much is read as the key does
 * @param asksSure whether learners say how sure they are
 */
export function madeUp(
  best: unknown,
  drawn: unknown,
  able: number,
  random: () => number,
  asksSure: boolean
): unknown {
  if (!isObject(best) || !isObject(drawn)) return best;
  const choices = new Map<string, 'best' | 'drawn' | 'open'>();
  const one = () => (random() < able ? 'best' : random() < OPEN ? 'open' : 'drawn');
  // What belongs to one item is read together: a device, and whose choice it is.
  const choose = (id: string) => {
    const known = choices.get(id) ?? one();
    choices.set(id, known);
    return known;
  };
  const mixed = Object.entries(best).map(([field, value]): [string, unknown] => {
    const other = drawn[field];
    if (Array.isArray(value) && Array.isArray(other)) return [field, marks(value, other, able, random)];
    if (!isObject(value) || !isObject(other)) return [field, value];
    const ids = [...new Set([...Object.keys(value), ...Object.keys(other)])].sort();
    const given = ids.flatMap((id): [string, unknown][] => {
      const choice = choose(id);
      const from = choice === 'best' ? value : other;
      return choice === 'open' || !Object.hasOwn(from, id) ? [] : [[id, from[id]]];
    });
    return [field, Object.fromEntries(given)];
  });
  const answer = Object.fromEntries(mixed);
  if (!isObject(answer.labels) || !('sure' in answer)) return answer;
  const sure = Object.keys(answer.labels).map((id) => [id, sureOf(choices.get(id) === 'best', random)]);
  return { ...answer, sure: asksSure ? Object.fromEntries(sure) : {} };
}

/** Some of the key's marks, and a few that have nothing to do with it. */
function marks(best: unknown[], drawn: unknown[], able: number, random: () => number): unknown[] {
  const few = drawn.slice(0, Math.ceil(best.length / 3));
  return [...best.filter(() => random() < able), ...few.filter(() => random() > able)];
}

/** Whoever reads as the key does is a little surer, and some are too sure. */
function sureOf(right: boolean, random: () => number): number {
  const at = Math.floor(random() * 3) + (right || random() < 0.3 ? 1 : 0);
  return SURE[at]!;
}
