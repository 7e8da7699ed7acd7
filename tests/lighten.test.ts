import { expect, test } from 'vitest';
import { lightened } from '../scripts/lighten.js';

const SHEETS: Record<string, string> = {
  'site.css': ':root{color:red}.brand.svelte-site{color:blue}',
  'sort.css': 'fieldset.svelte-sort{border:0}',
  'mark.css': '.what.svelte-mark{display:grid}\n'
};
const sheet = (file: string) => SHEETS[file] ?? '';
const all = Object.values(SHEETS)
  .map((css) => css.trim())
  .join('\n');
const link = (file: string) =>
  `\n<link href="../_app/assets/${file}" rel="stylesheet" disabled media="(max-width: 0)">`;
const ahead = '\n<link href="../_app/entry/start.js" rel="modulepreload">';

const page = (
  written: string,
  body = '<a class="brand svelte-site">Whose</a><fieldset class="svelte-sort">'
) =>
  `<!doctype html><head><script>theme()</script><script data-later>note()</script>${ahead}<style>${written}</style>${Object.keys(SHEETS).map(link).join('')}</head>` +
  `<body>${body}<script>start()</script></body>`;

test('a page keeps the styles of what is on it, and leaves out those of what may come later', () => {
  const out = lightened(page(all), sheet);
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

const FOLD = '<span hidden data-fold=""></span>';

test('what a page with a fold can wait for stands after its text, and of any other page where it was', () => {
  const folded = lightened(
    page(all, `<a class="brand svelte-site">Whose</a>${FOLD}<b class="what svelte-mark">`),
    sheet
  );
  expect(folded.match(/note\(\)/g)).toHaveLength(1);
  expect(folded.indexOf('note()')).toBeGreaterThan(folded.indexOf('svelte-mark">'));
  expect(folded.indexOf('note()')).toBeLessThan(folded.indexOf('start()'));
  const other = lightened(page(all), sheet);
  expect(other.match(/note\(\)/g)).toHaveLength(1);
  expect(other.indexOf('note()')).toBeLessThan(other.indexOf('</head>'));
});

test('at the fold of a page all its styles are asked for in their order, the first as a file and the others with it', () => {
  const body = `<a class="brand svelte-site">Whose</a>${FOLD}<fieldset class="svelte-sort"><b class="what svelte-mark">`;
  const out = lightened(page(all, body), sheet);
  const [above, below] = out.split('data-fold="">') as [string, string];
  // Nothing is painted before the fold, where a browser can wait for it; what is chosen is looked up before.
  expect(above).toMatch(
    /^<!doctype html><head><link rel="expect" href="#first-screen" blocking="render"><script>theme/
  );
  expect(above).toContain('<style>:root{color:red}.brand.svelte-site{');
  expect(above).not.toContain('svelte-sort');
  expect(above).not.toContain('svelte-mark');
  expect(below).toMatch(
    /^<i id="first-screen"><\/i><link href="[^"]*site\.css" rel="stylesheet"><style>fieldset\.svelte-sort\{border:0\}\n\.what\.svelte-mark\{display:grid\}<\/style>/
  );
  // What is written is named as before, so that it is not fetched again; what is asked for is named where it is.
  expect(below).toContain('sort.css" rel="stylesheet" disabled');
  expect(below).toContain('mark.css" rel="stylesheet" disabled');
  expect(out.match(/site\.css/g)).toHaveLength(1);
});

test('above the fold stand only the rules that something there can meet on a screen', () => {
  const rules = {
    met: [
      'p{margin:0}',
      'p:not(:hover){top:0}',
      '.lead,.never{color:red}',
      ':is(.lead,.never)+p{top:0}',
      '[class^=le]{left:0}'
    ],
    unmet: [
      '.never p{margin:0}',
      'kbd{margin:0}',
      '.lead:hover{margin:0}',
      'p:active{margin:0}',
      '.lead .never{top:0}',
      ':is(.never,.nowhere){left:0}',
      '[class*=evermore]{top:0}'
    ],
    paper: ['@media print{p{color:#000}}'],
    dark: ['@media (prefers-color-scheme:dark){p{color:#fff}}']
  };
  const css = Object.values(rules).flat().join('');
  const out = lightened(page(css, `<p class="lead">Whose</p>${FOLD}<p class="never">Words</p>`), (file) =>
    file === 'site.css' ? css : ''
  );
  const above = out.slice(0, out.indexOf('</style>'));
  for (const rule of [...rules.met, ...rules.dark]) expect(above).toContain(rule);
  for (const rule of [...rules.unmet, ...rules.paper]) expect(above).not.toContain(rule);
});

test('a face that comes as a file stands apart before the fold, for the script there to put to use', () => {
  const face = '@font-face{font-family:Book;src:url(./book.woff2)}';
  const local = '@font-face{font-family:Near;src:local(Times)}';
  const css = `${face}${local}p{margin:0}`;
  const written = css.replace('url(./', ' url(../_app/assets/');
  const out = lightened(page(written, `<p>Whose</p>${FOLD}<p>Words</p>`), (file) =>
    file === 'site.css' ? css : ''
  );
  const apart = out.indexOf('<style id="book-face" media="not all">@font-face{font-family:Book;');
  expect(apart).toBeGreaterThan(-1);
  expect(apart).toBeLessThan(out.indexOf('<script>'));
  const above = out.slice(out.indexOf('<style>'), out.indexOf('data-fold'));
  expect(above).toContain(local);
  expect(above).not.toContain('family:Book');
});

test('above the fold stand only the custom properties for which something there asks, through others too', () => {
  const css =
    ':root{--ink:var(--dark,#000);--dark: ;--lit:#ff0;--far:var(--lit);--own:1px}p{color:var(--ink)}b{color:var(--far)}.a--b:hover{top:0}';
  const out = lightened(
    page(css, `<p style="--n:3">Whose</p><i style="top:var(--own)"></i>${FOLD}<b>Words</b>`),
    (file) => (file === 'site.css' ? css : '')
  );
  const above = out.slice(0, out.indexOf('</style>'));
  expect(above).toContain('--ink:var(--dark,#000)');
  expect(above).toContain('--dark: ');
  expect(above).toContain('--own:1px');
  expect(above).not.toMatch(/--lit|--far/);
});

test('styles that stand otherwise than in their file keep their properties on a page with a fold too', () => {
  const body = `<p class="svelte-site">Whose</p>${FOLD}<b class="svelte-mark">Words</b>`;
  const out = lightened(page('.what.svelte-mark{--own:1px}.brand.svelte-site{color:blue}', body), (file) =>
    file === 'site.css' ? '.brand.svelte-site{color:blue}' : (SHEETS[file] ?? '')
  );
  expect(out.slice(0, out.indexOf('</style>'))).toContain('--own:1px');
});

test('a stylesheet that asks for files from beside it is known in a page that asks for them from afar', () => {
  const css = '@font-face{src:url(./book.woff2)}.brand.svelte-site{top:0}';
  const written = '@font-face{src: url(../_app/assets/book.woff2)}.brand.svelte-site{top:0}';
  const out = lightened(page(written, `<b></b>${FOLD}<b class="svelte-site"></b>`), (file) =>
    file === 'site.css' ? css : ''
  );
  expect(out).toMatch(
    /<span hidden data-fold=""><i id="first-screen"><\/i><link href="[^"]*site\.css" rel="stylesheet">/
  );
});

test('a fold without styles of its own stays empty', () => {
  expect(lightened(page('.else{top:0}', `<b></b>${FOLD}`), sheet)).toContain(FOLD);
});

test('a page without scripts stays as it is', () => {
  expect(lightened('<p>Plain</p>', sheet)).toBe('<p>Plain</p>');
});
