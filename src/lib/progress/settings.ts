import type { Settings } from './schema.ts';
import type { Store } from './store.ts';

/** What holds where nothing was chosen, and in records from before it could be chosen; `schema.ts` says the same. */
export const DEFAULTS: Settings = { theme: 'system', size: 'normal', onward: 'device' };

/** The settings that a browser has kept, each with its default. */
export function settingsOf(store: Pick<Store, 'read'>): Settings {
  return { ...DEFAULTS, ...store.read('settings', '') };
}
