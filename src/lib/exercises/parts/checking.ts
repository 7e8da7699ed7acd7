import type { Invalid, Passage, Place, Problem, VerdictItem } from '../define.ts';

/** A verdict on what is no answer at all: the schema's issues, as problems. */
export function malformed(
  issues: readonly { path: PropertyKey[]; code: string; message: string }[]
): Invalid {
  const problems = issues.map(({ path, code, message }) => ({
    path: path.map((step) => (typeof step === 'number' ? step : String(step))),
    code,
    detail: message
  }));
  return { status: 'invalid', problems };
}

/** An id that the exercise does not have. */
export function unknown(path: (string | number)[], id: string, what = 'statement'): Problem {
  return { path, code: `unknown-${what}`, detail: `the exercise has no ${what} ${id}` };
}

/** Adds a problem where a place does not stand in its passage. */
export function misplaced(
  passages: readonly Passage[],
  place: Place,
  path: (string | number)[],
  problems: Problem[]
): void {
  const passage = passages.find((p) => p.source === place.source);
  if (!passage) {
    problems.push({
      path: [...path, 'source'],
      code: 'unknown-source',
      detail: `the exercise has no text ${place.source}`
    });
    return;
  }
  const found = passage.text.slice(place.start, place.end);
  if (found !== place.quote || place.end - place.start !== place.quote.length)
    problems.push({
      path,
      code: 'span-misfit',
      detail: `at ${place.start}–${place.end} stands "${found.slice(0, 120)}", not "${place.quote.slice(0, 120)}"`
    });
}

/** Whether answer and key agree on an item, or an instructor counts the answer; `null` where it is in no score. */
export function agrees({ scored, code }: Pick<VerdictItem, 'scored' | 'code'>): boolean | null {
  return scored ? ['right', 'found', 'accepted'].includes(code) : null;
}

const sets = new WeakMap<object, Set<string>>();

/** The ids of an item or of a part of a key, made once. */
export function setOf(owner: object, make: () => string[]): Set<string> {
  let set = sets.get(owner);
  if (!set) sets.set(owner, (set = new Set(make())));
  return set;
}
