import { getContext, hasContext, setContext } from 'svelte';
import type { Whose } from './parts/class-words.ts';

const KEY = Symbol('whose');

/** How the answers below are spoken of; a page that does not set it speaks of others. */
export function setWhose(whose: Whose): void {
  setContext(KEY, whose);
}

export const whose = (): Whose => (hasContext(KEY) ? getContext<Whose>(KEY) : 'theirs');

/** The answers below are one learner's own: they are drawn as a class's are, and spoken of as theirs. */
export const isOwn = (): boolean => whose() === 'own';
