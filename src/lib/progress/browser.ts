import { resolve } from '$app/paths';
import { notices } from './notices.svelte.ts';
import { rootOf } from './own.ts';
import { Store, type Area } from './store.ts';

let store: Store | null = null;

/** What the names of all begin with that this copy of the site keeps. */
export const ownRoot = (): string => rootOf(resolve('/').slice(0, -1));

/** The store of this browser. To be called in the browser only, first when a page has mounted. */
export function browserStore(): Store {
  if (store) return store;
  const area = localArea();
  store = new Store(area, Date.now, (message) => notices.say(message), ownRoot());
  if (!area)
    notices.say(
      'This browser lets the site keep nothing, so your answers are kept only while this page is open. To keep them, allow site data.'
    );
  return store;
}

function localArea(): Area | null {
  try {
    const area = window.localStorage;
    area.getItem('whose-words');
    return area;
  } catch {
    return null;
  }
}
