import { getContext, hasContext, setContext } from 'svelte';

/** Whose answers are drawn: those of the one learner who looks, of the class that looks, or of others. */
export type Whose = 'own' | 'ours' | 'theirs';

const KEY = Symbol('whose');

/** How the answers below are spoken of; a page that does not set it speaks of others. */
export function setWhose(whose: Whose): void {
  setContext(KEY, whose);
}

export const whose = (): Whose => (hasContext(KEY) ? getContext<Whose>(KEY) : 'theirs');

/** The answers below are one learner's own: they are drawn as a class's are, and spoken of as theirs. */
export const isOwn = (): boolean => whose() === 'own';

/** How many of a class did something, in words that end in no figure: a figure of the text may follow. */
export function saidOf(count: number, whose: Whose): string {
  if (count === 0) return whose === 'ours' ? 'none of you' : 'nobody';
  if (whose === 'ours') return `${count} of you`;
  return count === 1 ? '1 learner' : `${count} learners`;
}
