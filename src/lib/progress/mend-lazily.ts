import { browserStore } from './browser.ts';
import { progress } from './progress.svelte.ts';

/** Has records that this code did not write decided about, and loads the schemas only if there are any. */
export async function mend(): Promise<void> {
  const store = browserStore();
  if (store.foreign().length === 0) return;
  const { mend } = await import('./mend.ts');
  mend(store);
  progress.refresh();
}
