import { browserStore } from '$lib/progress/browser.ts';
import { settingsOf } from '$lib/progress/settings.ts';

/** Folds a note where all of its texts were met before, and keeps that they are met now. One that names none stays as it is. */
export function meets(note: HTMLDetailsElement): void {
  const texts = note.dataset.met?.split(' ');
  if (!texts) return;
  const store = browserStore();
  const settings = settingsOf(store);
  const met = new Set(settings.met.concat(texts));
  note.open = met.size > settings.met.length;
  if (note.open) store.write('settings', '', { ...settings, met: [...met] });
}
