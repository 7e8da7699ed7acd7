import { hasContext, setContext } from 'svelte';

const KEY = Symbol('whose');

/** The answers below are one learner's own: they are drawn as a class's are, and spoken of as theirs. */
export function setOwn(): void {
  setContext(KEY, true);
}

export const isOwn = (): boolean => hasContext(KEY);
