import { updated } from '$app/state';
import { midway } from '$lib/ui/midway.ts';

/**
 * A page from before an update may ask for a script that the server has no more: it is loaded again, and goes on with
 * what its browser has kept. Nothing happens where the script is missing for another reason, such as no connection, nor
 * where something typed would be lost. Kit itself loads a page whole whose scripts are missing, when its link is
 * followed; a live page waits for what it has to send (`lib/live/Renewal.svelte`).
 */
export function watchScripts(): void {
  addEventListener('vite:preloadError', () => {
    void updated.check().then((is) => {
      const others = document.querySelector('[data-renews], a:hover, a:active') !== null;
      if (is && !others && !midway(document)) location.reload();
    });
  });
}
