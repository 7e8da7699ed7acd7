import { LABELS as NAMES, type Label } from '../parts/labels.ts';
import type { ClassName } from './schema.ts';

/** What learners read for labels. The words of a verdict are in `reasons.ts`, which is loaded with it. */

export type { Label };

export const LABELS: Record<ClassName, Label> = NAMES;

/** The label of a class name that came as a string. */
export function labelOf(name: string | null): Label | null {
  return name !== null && Object.hasOwn(LABELS, name) ? LABELS[name as ClassName] : null;
}
