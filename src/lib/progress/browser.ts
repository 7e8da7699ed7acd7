import { notices } from './notices.svelte.ts';
import { Store, type Area } from './store.ts';

let store: Store | null = null;

/** The store of this browser. To be called in the browser only, first when a page has mounted. */
export function browserStore(): Store {
  if (store) return store;
  const area = localArea();
  store = new Store(area, Date.now, (message) => notices.say(message));
  if (!area)
    notices.say(
      'This browser lets the site keep nothing: your answers are gone when you close the page. Allow site data to keep them.'
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
