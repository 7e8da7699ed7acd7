import { MediaQuery } from 'svelte/reactivity';
import type { Pace } from '$lib/exercises/context.ts';
import { chosen } from '$lib/progress/settings.svelte.ts';

/** A small screen that is touched: there a text with many statements is long, and each step is a tap more. */
const touched = new MediaQuery('(pointer: coarse) and (max-width: 60rem)', false);

/** Goes on by itself where that was chosen, or where nothing was chosen on a small touch screen. */
export const pace: Pace = {
  get onward() {
    const { onward } = chosen.now;
    return onward === 'device' ? touched.current : onward === 'on';
  },
  choose: (onward) => chosen.choose({ onward: onward ? 'on' : 'off' })
};
