import type { LivePhase } from './state.ts';
import type { Answering } from './answering.ts';

/**
 * How far a class is with a step, in a sentence for its instructor and for the wall. In the second round, who does not touch
 * their first answer stands by it: that is an answer as well.
 */
export function farOf(phase: LivePhase, { begun, done, kept, of }: Answering): string {
  const some = of === null ? `${begun}` : `${begun} of ${of}`;
  const isDone = `${done} ${done === 1 ? 'is' : 'are'} done.`;
  if (kept === null) return `${some} ${has(begun)} begun, ${isDone}`;
  if (phase === 'again')
    return [
      `${some} ${has(begun)} begun once more, ${isDone}`,
      ...(kept > 0 ? [`${kept} ${has(kept)} the first answer as it was.`] : [])
    ].join(' ');
  const nothing = of === null ? 0 : of - begun - kept;
  return [
    `${some} answered once more, ${kept} kept the first answer.`,
    ...(nothing > 0 ? [`${nothing} gave nothing.`] : [])
  ].join(' ');
}

/** How many take another text than the class, for its instructor alone; empty where nobody does. */
export function apartOf(phase: LivePhase, apart: number): string {
  if (apart === 0) return '';
  const answering = phase === 'open' || phase === 'again';
  return `${apart} ${answering ? (apart === 1 ? 'does' : 'do') : 'did'} another text.`;
}

const has = (count: number): string => (count === 1 ? 'has' : 'have');
