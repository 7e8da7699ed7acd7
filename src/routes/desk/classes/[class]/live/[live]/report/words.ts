import { saidSteps } from '$lib/classroom/live/naming.ts';
import type { PageData } from './$types';

/** "1 answer", "3 answers" */
export const counted = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

/** Whose answers marks are made of. */
export const SAID_WHICH = { first: 'the first answers, given alone', last: 'the last answers of each step' };

/**
 * What an item was read as instead, to end a sentence with: `''` where nothing was. What was given as often as other things
 * was not given most often.
 * @param others what was given, in words, the commonest first
 */
export function saidInstead(others: readonly { name: string; count: number }[]): string {
  const top = others.filter(({ count }) => count === others[0]!.count);
  // Words of a text have their marks already.
  const names = top.map(({ name }) => (name.startsWith('“') ? name : `“${name}”`));
  if (top.length === 0) return '';
  if (top.length > 2) return `, in ${top.length} ways, each as often`;
  if (top.length === 2) return `, as ${names[0]} and as ${names[1]} equally often`;
  return others.length === 1 ? `, as ${names[0]}` : `, most often as ${names[0]}`;
}

type Attendance = PageData['attendance'];

/** Who missed the same, by name; who joined the class when it was over missed nothing, and is named apart. */
export function saidMissed(
  { steps, all, learners }: Attendance['missed'][number],
  runs: boolean
): { what: string; names: string[] }[] {
  const what = !all ? `Missed ${saidSteps(steps)}` : runs ? 'Nothing yet' : 'Missed all of it';
  const names = (later: boolean) => learners.filter((one) => one.later === later).map(({ name }) => name);
  return [
    { what, names: names(false) },
    { what: 'Joined the class later', names: names(true) }
  ].filter(({ names }) => names.length > 0);
}

/** Why there is nobody to set anything to. */
export const saidNobodyMissed = ({ answered }: Pick<Attendance, 'answered'>): string =>
  answered > 0
    ? 'Nobody in the class missed a step that others answered.'
    : 'Nobody answered anything, so nobody missed anything that others did.';

type Step = Pick<PageData['steps'][number], 'phase' | 'changed' | 'instead'> & {
  first: { of: number };
  second: { of: number } | null;
};

/** How many answered something in a step, what became of it when they were asked again, and what is in none of its figures. */
export function saidOfStep({ first, second, changed, instead, phase }: Step): string[] {
  const said = [first.of === 0 ? 'Nobody answered anything.' : `${first.of} answered something.`];
  if (second && first.of > 0) said.push(saidOfSecond(first.of, changed.count));
  const late = second ? second.of - first.of : 0;
  if (late > 0) said.push(`${late}${first.of > 0 ? ' more' : ''} answered something the second time only.`);
  if (instead > 0)
    said.push(
      `${counted(instead, 'answer', 'answers')} to another exercise that counts the same ${instead === 1 ? 'is' : 'are'} in none of these figures.`
    );
  if (phase !== 'revealed') said.push('The key was not revealed.');
  return said;
}

/** Of the same people, the second time: who changed something, and for whom the first answer goes on counting. */
function saidOfSecond(first: number, changed: number): string {
  if (changed === 0)
    return first === 1
      ? 'The second time nothing was changed: the first answer counts both times.'
      : 'The second time nobody changed anything: the first answers count both times.';
  if (changed === first)
    return first === 1
      ? 'The second time they changed it.'
      : 'The second time all of them changed something.';
  const kept = first - changed;
  return `The second time ${changed} of them changed something; the ${kept === 1 ? 'first answer of the other one counts' : `first answers of the other ${kept} count`} both times.`;
}
