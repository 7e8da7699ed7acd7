import { getContext, hasContext, setContext } from 'svelte';

const KEY = Symbol('where read');

/**
 * What the page says beside a verdict, which then says its points only to who asks for them. Nothing more can be answered
 * there: what has too little for points has none, and is not said to have none yet.
 */
interface WhereRead {
  /** Whether the learner gave nothing: it shows the key alone, and says nothing of how they read and what they left open. */
  missed: boolean;
  /** Whether the points count, however little was answered. */
  counted: boolean;
}

/** Set by a page where a class looks at the key together, or what was handed in is marked. */
export function setWhereRead(says: () => WhereRead): void {
  setContext(KEY, says);
}

/** `null` on a page that does not set it: there a verdict stands alone. */
export const getWhereRead = (): (() => WhereRead) | null =>
  hasContext(KEY) ? getContext<() => WhereRead>(KEY) : null;
