import type { LessonPage } from '../exercises/lesson/context.ts';
import type { Store } from '../progress/store.ts';

/**
 * What a learner writes for themselves in a lesson of an assignment. It is kept in this browser and never sent.
 * @param name of the lesson's step: the attempt's id and the step's
 * @param store of this browser; asked for once the page has mounted
 */
export function writtenIn(name: string, store: () => Store): Pick<LessonPage, 'text' | 'keep'> {
  return {
    text: (of) => store().read('written', name)?.[of] ?? '',
    // Another tab may have written in another box.
    keep: (of, value) => store().write('written', name, { ...store().read('written', name), [of]: value })
  };
}
