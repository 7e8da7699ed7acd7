import type { LivePhase } from './state.ts';
import type { Answering } from './views.ts';

/**
 * How far a class is with a step, in words for its instructor. In the second round, who does not touch their first answer
 * stands by it: that is an answer as well.
 * @param here learners who are in
 */
export function farOf(phase: LivePhase, { begun, done, kept }: Answering, here: number): string {
  if (kept === null)
    return `${begun} of ${here} ${has(begun)} begun, ${done} ${done === 1 ? 'is' : 'are'} done.`;
  if (phase === 'again') {
    const said = `${begun} of ${here} ${has(begun)} begun again, ${done} ${done === 1 ? 'is' : 'are'} done.`;
    return kept === 0 ? said : `${said} ${kept} ${has(kept)} not touched the first answer.`;
  }
  const nothing = here - begun - kept;
  return [
    `${begun} of ${here} answered again, ${kept} kept the first answer.`,
    ...(nothing > 0 ? [`${nothing} gave nothing.`] : [])
  ].join(' ');
}

const has = (count: number): string => (count === 1 ? 'has' : 'have');
