import type { PageData } from './$types';

/** "1 answer", "3 answers" */
export const counted = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

/** Whose answers marks are made of. */
export const SAID_WHICH = { first: 'the first answers, given alone', last: 'the last answers of each step' };

/** How many gave nothing; `null` where everybody was taken out, since that stands beside it. */
export function whoMissed({
  answered,
  missed,
  later,
  out
}: Pick<PageData['attendance'], 'answered' | 'missed' | 'later' | 'out'>): string | null {
  if (missed.length > 0)
    return `${counted(missed.length, 'learner', 'learners')} gave nothing${later > 0 ? `, and ${later} joined the class later` : ''}.`;
  if (later > 0) return `${counted(later, 'learner', 'learners')} joined the class later.`;
  if (answered > 0) return `Everybody${out.length > 0 ? ' else' : ''} in the class answered something.`;
  return out.length > 0 ? null : 'Nobody is in the class yet.';
}

type Step = Pick<PageData['steps'][number], 'phase' | 'changed' | 'instead'> & {
  first: { of: number };
  second: { of: number } | null;
};

/** How many answered a step, what became of it when they were asked again, and what is in none of its figures. */
export function saidOfStep({ first, second, changed, instead, phase }: Step): string[] {
  const said = [
    first.of === 0 ? 'Nobody answered.' : `${counted(first.of, 'learner', 'learners')} answered.`
  ];
  if (second && first.of > 0) said.push(saidOfSecond(first.of, changed.count));
  const late = second ? second.of - first.of : 0;
  if (late > 0) said.push(`${late}${first.of > 0 ? ' more' : ''} answered the second time only.`);
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
