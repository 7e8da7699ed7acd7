import { untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import { browserStore } from '$lib/progress/browser.ts';
import { chosen } from '$lib/progress/settings.svelte.ts';
import { settingsOf } from '$lib/progress/settings.ts';

/**
 * Folds the note on some texts where all of them were met before, and keeps that they are met now.
 * @param texts each as `pack/source`
 */
export const meets =
  (texts: readonly string[]): Attachment<HTMLDetailsElement> =>
  (note) => {
    const { met } = settingsOf(browserStore());
    note.open = !texts.every((text) => met.includes(text));
    // What else is chosen while it stands open does not fold it.
    if (note.open) untrack(() => chosen.choose({ met: [...new Set([...met, ...texts])] }));
  };
