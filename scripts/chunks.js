/**
 * What the browser's scripts are bundled into. Left to itself the bundler makes some thirty files for a lesson, and
 * compressed one by one they weigh a fifth more than the few that belong together. A file leads to the modules that it
 * imports; what is imported only when it is needed (verdicts, checkers, paper, schemas) stays in files of its own.
 */

/** The groups, the first that fits taking a module: what leads to each, by the end of its path. */
const GROUPS = [
  // Every page. Not what leads to the pages themselves: Kit would take their styles for those of another page.
  {
    name: 'site',
    roots: [
      '/src/routes/+layout.svelte',
      '/src/lib/progress/status.ts',
      '/src/lib/ui/pieces.ts',
      '/src/lib/text/hash.ts'
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
    roots: ['HalfWorked', 'Note', 'Quote', 'Reflect', 'Sources', 'TakeAlong', 'Worked'].map(
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
      '/src/lib/text/sentences.ts'
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
    config(config) {
      if (config.build?.ssr) return;
      return {
        build: {
          rolldownOptions: {
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
