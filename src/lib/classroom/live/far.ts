import type { LivePhase } from './state.ts';
import type { Answering } from './views.ts';

/**
 * How far a class is with a step, in a sentence for its instructor and for the wall. In the second round, who does not touch
 * their first answer stands by it: that is an answer as well.
 * @param here learners who are in
 */
export function farOf(phase: LivePhase, { begun, done, kept }: Answering, here: number): string {
  const isDone = `${done} ${done === 1 ? 'is' : 'are'} done.`;
  if (kept === null) return `${begun} of ${here} ${has(begun)} begun, ${isDone}`;
  if (phase === 'again')
    return [
      `${begun} of ${here} ${has(begun)} begun once more, ${isDone}`,
      ...(kept > 0 ? [`${kept} ${has(kept)} the first answer as it was.`] : [])
    ].join(' ');
  const nothing = here - begun - kept;
  return [
    `${begun} of ${here} answered once more, ${kept} kept the first answer.`,
    ...(nothing > 0 ? [`${nothing} gave nothing.`] : [])
  ].join(' ');
}

const has = (count: number): string => (count === 1 ? 'has' : 'have');
