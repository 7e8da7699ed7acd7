import { browserStore } from './browser.ts';
import type { Settings } from './schema.ts';
import { DEFAULTS, settingsOf } from './settings.ts';

/** What a person has chosen about how the site looks and goes: one choice, wherever it is shown. */
class Chosen {
  now = $state.raw<Settings>(DEFAULTS);

  /** Reads what is kept. To be called when a page has mounted. */
  read(): void {
    this.now = settingsOf(browserStore());
  }

  /** Takes a choice, shows it, and keeps it beside what another tab may have chosen meanwhile. */
  choose(change: Partial<Settings>): void {
    this.now = { ...settingsOf(browserStore()), ...change };
    show(this.now);
    browserStore().write('settings', '', this.now);
  }
}

export const chosen = new Chosen();

/** As `src/app.html` does before the first paint: what is as the device has it stands nowhere. */
function show({ theme, size }: Settings): void {
  const { dataset } = document.documentElement;
  if (theme === 'system') delete dataset.theme;
  else dataset.theme = theme;
  if (size === 'normal') delete dataset.size;
  else dataset.size = size;
}
