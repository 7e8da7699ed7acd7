import { getContext, hasContext, setContext } from 'svelte';

const KEY = Symbol('in class');

/** What a class that looks at the key together says of one learner. */
interface InClass {
  /** Whether the learner could not answer: what they read and left open is not told then. */
  missed: boolean;
}

/** Says that verdicts are read in class: what each read stands there, and their points only where they ask for them. */
export function setInClass(says: () => InClass): void {
  setContext(KEY, says);
}

/** `null` on a page that does not set it: there verdicts are read alone. */
export const getInClass = (): (() => InClass) | null =>
  hasContext(KEY) ? getContext<() => InClass>(KEY) : null;
