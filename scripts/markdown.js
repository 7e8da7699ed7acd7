import { mdsvex } from 'mdsvex';

/** How a lesson becomes a component: `svelte.config.js` builds with this, and `scripts/lessons.ts` checks with it. */

/**
 * Lessons quote texts letter by letter: nothing may be made typographic. The head of a lesson comes with the data of the
 * page that needs it, and not with its text.
 */
export const preprocess = mdsvex({
  extensions: ['.md'],
  smartypants: false,
  highlight: false,
  frontmatter: { type: 'yaml', marker: '-', parse: () => undefined }
});

/** `lessons/` and `src/` are ours; what a library compiles to is its own affair. */
const isOurs = (/** @type {string} */ file) => !file.split(/[/\\]/).includes('node_modules');

export const compilerOptions = {
  runes: (/** @type {{ filename: string }} */ { filename }) => (isOurs(filename) ? true : undefined)
};
