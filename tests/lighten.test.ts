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

test('at the fold of a page the styles of what is below it are asked for, the longest as a file and the others with it', () => {
  const all = page(
    Object.values(SHEETS)
      .map((css) => css.trim())
      .join('\n'),
    '<a class="brand svelte-site">Whose</a><span hidden data-fold=""></span><fieldset class="svelte-sort"><b class="what svelte-mark">'
  );
  const out = lightened(all, sheet);
  const [above, below] = out.split('data-fold="">') as [string, string];
  expect(above).toContain(SHEETS['site.css']);
  expect(above).not.toContain(SHEETS['sort.css']);
  expect(above).not.toContain('.what.svelte-mark');
  expect(below).toMatch(
    /^<link href="[^"]*mark\.css" rel="stylesheet"><style>fieldset\.svelte-sort\{border:0\}<\/style><\/span><fieldset/
  );
  // What is written is named as before, so that it is not fetched again; what is asked for is named where it is.
  expect(out).toContain('sort.css" rel="stylesheet" disabled');
  expect(out.match(/mark\.css/g)).toHaveLength(1);
});

test('what is on both sides of the fold has its styles above it, and a fold without styles of its own stays empty', () => {
  const both = '<b class="svelte-sort"></b><span data-fold></span><b class="svelte-sort"></b>';
  const out = lightened(page(SHEETS['sort.css']!, both), sheet);
  expect(out.indexOf(SHEETS['sort.css']!)).toBeLessThan(out.indexOf('<body>'));
  expect(out).toContain('<span data-fold></span>');
});

test('a page without scripts stays as it is', () => {
  expect(lightened('<p>Plain</p>', sheet)).toBe('<p>Plain</p>');
});
