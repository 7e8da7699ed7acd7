import { browserStore } from './browser.ts';
import { notices } from './notices.svelte.ts';
import { progress } from './progress.svelte.ts';

let running: Promise<void> | null = null;

/** Has records that this code did not write decided about, and loads the schemas only if there are any. */
export function mend(): Promise<void> {
  return (running ??= run().finally(() => (running = null)));
}

async function run(): Promise<void> {
  const store = browserStore();
  if (store.foreign().length === 0) return;
  try {
    const { mend } = await import('./mend.ts');
    mend(store);
    progress.refresh();
  } catch {
    notices.say(
      'Some stored answers have to be looked at before they can be shown, and that could not be loaded. They are kept: go online and reload the page.'
    );
  }
}
