import { rootOf } from './own.ts';

/** A class that this browser is in, and the pseudonym that it is in with. */
export interface ClassHere {
  id: string;
  name: string;
  learner: string;
}

type Area = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** What this browser keeps things in; `null` where it keeps nothing. */
export function areaHere(): Area | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

const keyIn = (base: string) => `${rootOf(base)}classes`;

/**
 * The classes that this browser is in, as far as it has noted them: the server alone knows. What cannot be read is none.
 * @param base the path of the site, without the slash at its end
 */
export function classesHere(area: Area | null, base: string): ClassHere[] {
  let stored: unknown;
  try {
    stored = JSON.parse(area?.getItem(keyIn(base)) ?? '[]');
  } catch {
    return [];
  }
  return Array.isArray(stored) ? stored.filter(isClass) : [];
}

/** Notes the classes that the server has told of; none leaves nothing behind. */
export function noteClasses(area: Area | null, base: string, classes: readonly ClassHere[]): void {
  try {
    if (classes.length === 0) area?.removeItem(keyIn(base));
    else
      area?.setItem(
        keyIn(base),
        JSON.stringify(classes.map(({ id, name, learner }) => ({ id, name, learner })))
      );
  } catch {
    // No room: the way there is the one by the link of the class.
  }
}

/** Notes one class beside the others. */
export function noteClass(area: Area | null, base: string, one: ClassHere): void {
  const others = classesHere(area, base).filter(({ id }) => id !== one.id);
  noteClasses(area, base, [one, ...others]);
}

/** By hand, not by zod: it is asked on every page, and zod is on few of them. */
const isClass = (value: unknown): value is ClassHere =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  /^[0-9a-z]{1,40}$/.test(String(value.id)) &&
  ['name', 'learner'].every((name) => typeof (value as Record<string, unknown>)[name] === 'string');
