/**
 * What the browser's scripts are bundled into. Left to itself the bundler makes some thirty files for a lesson, and
 * compressed one by one they weigh a fifth more than the few that belong together. A file leads to the modules that it
 * imports; what is imported only when it is needed (verdicts, checkers, paper, schemas) stays in files of its own.
 *
 * A feature that only the pages of instructors use costs the others nothing, with the three things below.
 */

/**
 * Svelte comes through files that name all of it, and does not say that none of it acts when it is imported. Said here,
 * the bundler sees past them: what only few components ask for goes into the files of those.
 */
const SVELTE = /\/svelte\/src\/(?:index-client|reactivity\/index-client|internal\/client\/index)\.js$/;

/** Of Svelte, what the site's own files do not use, and most pages do. */
const MOSTLY = [
  ...['blocks/await', 'blocks/html', 'blocks/key', 'blocks/svelte-component', 'blocks/svelte-head'],
  ...['elements/bindings/input', 'elements/bindings/this']
].map((name) => `/svelte/src/internal/client/dom/${name}.js`);

/**
 * What Kit's client has for others than us: for versions of Svelte before this one it takes two functions in a way that
 * keeps the whole of Svelte, and holds the state of a page in two ways; and `load` gets spans of a tracing that is off.
 */
const KIT = [
  {
    file: 'client.js',
    has: 'const { onMount, tick } = svelte;',
    gets: "import { onMount, tick } from 'svelte';"
  },
  { file: 'client.js', has: ', root: noop_span, current: noop_span', gets: '' },
  { file: 'state.svelte.js', has: /const is_legacy =[^;]*;/, gets: 'const is_legacy = false;' }
];

/** The groups, the first that fits taking a module: what leads to each, by the end of its path. */
const GROUPS = [
  // Every page. Not what leads to the pages themselves: Kit would take their styles for those of another page.
  {
    name: 'site',
    roots: [
      '/src/routes/+layout.svelte',
      '/src/lib/progress/status.ts',
      '/src/lib/ui/pieces.ts',
      '/src/lib/text/hash.ts',
      ...MOSTLY,
      '/svelte/src/internal/client/reactivity/props.js',
      '/svelte/src/internal/client/reactivity/store.js',
      '/svelte/src/legacy/legacy-client.js'
    ]
  },
  // Every page with an exercise, of whichever type.
  {
    name: 'exercise',
    roots: [
      '/src/routes/learn/sessions.ts',
      '/src/routes/learn/views.ts',
      '/src/lib/exercises/Exercise.svelte',
      '/src/lib/exercises/provenance.ts',
      '/src/routes/learn/provenance.ts'
    ]
  },
  // What lessons are made of.
  {
    name: 'lesson',
    roots: ['HalfWorked', 'Note', 'Quote', 'Reflect', 'Sources', 'TakeAlong', 'Term', 'Worked'].map(
      (name) => `/src/lib/exercises/lesson/${name}.svelte`
    )
  },
  // What views of every type are made of.
  {
    name: 'view',
    roots: [
      '/src/lib/exercises/parts/Frame.svelte',
      '/src/lib/exercises/parts/Passages.svelte',
      '/src/lib/exercises/parts/Steps.svelte',
      '/src/lib/ui/announce.svelte.ts',
      '/src/lib/ui/reveal.ts',
      '/src/lib/text/span.ts',
      // Of those that show one sentence as of those that pick words.
      '/src/lib/text/sentences.ts',
      // The note above texts: of pages that open with an exercise or a text, and not of lessons.
      '/src/routes/ContentNote.svelte',
      '/src/routes/met.ts',
      '/src/routes/texts-contain.ts'
    ]
  },
  // What words are picked with.
  {
    name: 'words',
    roots: [
      '/src/lib/exercises/parts/PassageWords.svelte',
      '/src/lib/exercises/parts/reading.ts',
      '/src/lib/exercises/parts/snap.ts',
      '/src/lib/ui/picker.svelte.ts'
    ]
  }
];

/** @returns {import('vite').Plugin} */
export function chunks() {
  return {
    name: 'whose-words-chunks',
    apply: 'build',
    enforce: 'post',
    transform: {
      filter: { id: /\/@sveltejs\/kit\/src\/runtime\/client\/(client|state\.svelte)\.js$/ },
      handler(code, id) {
        for (const { has, gets } of KIT.filter(({ file }) => id.endsWith(`/${file}`))) {
          const lighter = code.replace(has, gets);
          if (lighter === code) this.warn('Kit’s client has changed: pages may weigh a kilobyte more.');
          code = lighter;
        }
        return { code, map: null };
      }
    },
    // Every page names the files of all others: what they are called is a tenth of what that weighs.
    outputOptions(options) {
      if (this.environment?.name !== 'client') return;
      const short = (/** @type {string} */ names) => names.replace('[hash]', '[hash:7]');
      const { entryFileNames, chunkFileNames, assetFileNames } = options;
      if (typeof entryFileNames === 'string')
        options.entryFileNames = ({ name }) =>
          short(name.startsWith('nodes/') ? entryFileNames.replace('[name].', 'nodes/') : entryFileNames);
      if (typeof chunkFileNames === 'string') options.chunkFileNames = short(chunkFileNames);
      if (typeof assetFileNames === 'string')
        options.assetFileNames = short(assetFileNames).replace('assets/[name].', 'assets/');
      return options;
    },
    config(config) {
      if (config.build?.ssr) return;
      return {
        build: {
          modulePreload: {
            // A page's HTML names its own scripts. To name those of every other page as well, for whoever goes there
            // next, puts a kilobyte on each; their styles are named, since they have to be there before the page is.
            resolveDependencies: (_, files, { hostId }) =>
              hostId.includes('/entry/') ? files.filter((file) => file.endsWith('.css')) : files
          },
          rolldownOptions: {
            treeshake: { moduleSideEffects: [{ test: SVELTE, sideEffects: false }] },
            output: {
              codeSplitting: {
                groups: GROUPS.map(({ name, roots }, i) => ({
                  name,
                  priority: GROUPS.length - i,
                  test: (/** @type {string} */ id) => roots.some((root) => id.endsWith(root))
                }))
              }
            }
          }
        }
      };
    }
  };
}
