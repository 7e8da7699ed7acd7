import type { LivePhase } from './state.ts';
import type { Answering } from './answering.ts';

/**
 * How far a class is with a step, in a sentence for its instructor and for the wall, in the same words from the opening to
 * the key. In the second round, who does not touch their first answer stands by it: that is an answer as well.
 */
export function farOf(phase: LivePhase, { begun, done, kept, of }: Answering): string {
  if (of === 0) return `Nobody ${phase === 'open' || phase === 'again' ? 'is' : 'was'} here to answer it.`;
  const some = of === null ? `${begun}` : `${begun} of ${of}`;
  const isDone = `${done} ${done === 1 ? 'says' : 'say'} they are done.`;
  if (kept === null) return `${some} answered something, ${isDone}`;
  const answering = phase === 'again';
  const nothing = answering || of === null ? 0 : of - begun - kept;
  return [
    `${some} answered again, ${isDone}`,
    // Until it is closed nobody has decided for it.
    ...(answering && kept > 0 ? [`${kept} ${kept === 1 ? 'has' : 'have'} the first answer so far.`] : []),
    ...(answering ? [] : [`${kept} kept the first answer.`]),
    ...(nothing > 0 ? [`${nothing} answered nothing.`] : [])
  ].join(' ');
}

/** How many do another exercise than the class, for its instructor alone; empty where nobody does. */
export function apartOf(phase: LivePhase, apart: number): string {
  if (apart === 0) return '';
  const answering = phase === 'open' || phase === 'again';
  return `${apart} ${answering ? (apart === 1 ? 'does' : 'do') : 'did'} another exercise.`;
}
