import { expect, test } from 'vitest';
import { lightened } from '../scripts/lighten.js';

const SHEETS: Record<string, string> = {
  'site.css': ':root{color:red}.brand.svelte-site{color:blue}',
  'sort.css': 'fieldset.svelte-sort{border:0}',
  'mark.css': '.what.svelte-mark{display:grid}\n'
};
const sheet = (file: string) => SHEETS[file] ?? '';
const link = (file: string) =>
  `\n<link href="../_app/assets/${file}" rel="stylesheet" disabled media="(max-width: 0)">`;
const ahead = '\n<link href="../_app/entry/start.js" rel="modulepreload">';

const page = (
  written: string,
  body = '<a class="brand svelte-site">Whose</a><fieldset class="svelte-sort">'
) =>
  `<!doctype html><head><script>theme()</script>${ahead}<style>${written}</style>${Object.keys(SHEETS).map(link).join('')}</head>` +
  `<body>${body}<script>start()</script></body>`;

test('a page keeps the styles of what is on it, and leaves out those of what may come later', () => {
  const out = lightened(
    page(
      Object.values(SHEETS)
        .map((css) => css.trim())
        .join('\n')
    ),
    sheet
  );
  expect(out).toContain(SHEETS['site.css']);
  expect(out).toContain(SHEETS['sort.css']);
  expect(out).not.toContain('svelte-mark');
  // What is left out is fetched when it is needed: the page no longer says that it has it.
  expect(out).not.toContain('mark.css');
  expect(out).toContain('sort.css');
});

test('styles for everything stay, also where none of their components is there', () => {
  expect(lightened(page(':root{color:red}', ''), () => ':root{color:red}')).toContain(':root{color:red}');
});

test('styles that stand otherwise than in their file stay, with what says so', () => {
  const out = lightened(page('.what.svelte-mark{display:flex}'), sheet);
  expect(out).toContain('.what.svelte-mark{display:flex}');
  expect(out).toContain('mark.css');
});

test('scripts are asked for after the text, right before they start', () => {
  const out = lightened(page(''), sheet);
  expect(out.match(/modulepreload/g)).toHaveLength(1);
  expect(out.indexOf('modulepreload')).toBeGreaterThan(out.indexOf('<fieldset'));
  expect(out.indexOf('modulepreload')).toBeLessThan(out.indexOf('start()'));
  expect(out.indexOf('theme()')).toBeLessThan(out.indexOf('<style>'));
});

test('a page without scripts stays as it is', () => {
  expect(lightened('<p>Plain</p>', sheet)).toBe('<p>Plain</p>');
});
