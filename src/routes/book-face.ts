import face from '@fontsource-variable/literata/files/literata-latin-wght-normal.woff2?url';
import { rootOf } from '$lib/progress/own.ts';

/**
 * The book face comes after the text: a page that a browser opens first is read in the fallback, and waits for no font.
 * From then on it is in the browser's cache, and `src/app.html` asks for it by its address before the next page begins.
 */

/** As in `src/app.html`. It stands among our own keys, so that it is erased with everything else. */
const KEY = `${rootOf('')}font`;
const FACE = '1em "Literata Variable"';

let here = false;

/** Fetches the face once the page is done. */
export function fetchBookFace(): void {
  const fetch = async () => {
    const faces = await document.fonts.load(FACE).catch(() => []);
    if (faces.length === 0) return;
    here = true;
    try {
      localStorage.setItem(KEY, new URL(face, location.href).href);
    } catch {
      // Nothing is kept here: the next page that is opened does without.
    }
  };
  if (document.readyState === 'complete') void fetch();
  else addEventListener('load', () => void fetch(), { once: true });
}

/** Another page begins: it may be set in the book face, where that has come. */
export function useBookFace(): void {
  if (here) document.documentElement.dataset.font = '';
}
