import { updated } from '$app/state';
import { MIDWAY } from '$lib/ui/midway.ts';

/** Live pages choose their moment (`lib/live/Renewal.svelte`); Kit itself loads a page whole that a link leads to. */
const OTHERS = `[data-renews], a:is(:hover, :active), ${MIDWAY}`;

/**
 * A page from before an update may ask for a script that the server has no more: it is loaded again, and goes on with
 * what its browser has kept. Nothing happens where the script is missing for another reason, such as no connection, nor
 * where something typed would be lost.
 */
export function watchScripts(): void {
  addEventListener('vite:preloadError', () => {
    void updated.check().then((is) => {
      if (is && !document.querySelector(OTHERS)) location.reload();
    });
  });
}
