import { Asking, type Option } from '../parts/asking.svelte.ts';
import type { ClassName, SortAnswer, SortItem } from './schema.ts';
import { LABELS } from './words.ts';

/** The labels that an exercise offers. */
export function optionsOf({ classes }: SortItem): Option<ClassName>[] {
  return classes.map((value) => ({ value, look: value, ...LABELS[value] }));
}

/** A learner at a sorting exercise. */
export class Sorting extends Asking<SortItem['statements'][number], ClassName, SortAnswer> {
  constructor(item: () => SortItem, answer: () => SortAnswer, give: (answer: SortAnswer) => void) {
    super({
      what: 'statement',
      item,
      units: () => item().statements,
      options: () => optionsOf(item()),
      answer,
      give
    });
  }
}
