/**
 * What a page carries before its text. Kit writes the styles of all that a page might ever load into it, and asks for
 * its scripts ahead of its text: on a slow line the text waits for both. Here a page keeps the styles of what is on it,
 * and asks for its scripts after its text. What is loaded later brings its styles along. A long page says where its
 * first screen ends, with an element that has `data-fold`: styles for what is below are asked for there, and while the
 * browser waits for them it paints what is above, instead of reading on to the end first.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A stylesheet that is written into the page: Kit names it all the same, so that it is not fetched again. */
const WRITTEN = /\s*<link href="[^"]*\/([^"/]+\.css)" rel="stylesheet" disabled media="\(max-width: 0\)">/g;
const DISABLED = ' disabled media="(max-width: 0)"';
const AHEAD = /\s*<link href="[^"]*" rel="modulepreload">/g;
const SCOPE = /svelte-[a-z0-9]+/g;
const FOLD = /<[a-z]+ [^>]*data-fold[^>]*>/;

/**
 * @param {string} html a page as Kit wrote it
 * @param {(file: string) => string} sheet the text of a stylesheet
 */
export function lightened(html, sheet) {
  return scriptsLast(stylesOf(html, sheet));
}

/**
 * Leaves out the stylesheets whose every rule is for a component that is not on the page, and moves those to the fold
 * whose every rule is for one below it.
 * @param {string} html
 * @param {(file: string) => string} sheet
 */
function stylesOf(html, sheet) {
  const [above, below] = parts(html.replace(/<style>[\s\S]*?<\/style>/g, '')).map(
    (part) => new Set(part.match(SCOPE))
  );
  /** @type {{ link: string, css: string }[]} */
  const later = [];
  const page = [...html.matchAll(WRITTEN)].reduce((page, [link, file = '']) => {
    const css = sheet(file).trim();
    const scopes = css.match(SCOPE) ?? [];
    const needed = scopes.length === 0 || scopes.some((scope) => above?.has(scope));
    // Where it stands otherwise than in its file, it stays.
    if (needed || !page.includes(css)) return page;
    if (scopes.some((scope) => below?.has(scope))) later.push({ link, css });
    return page.replace(link, '').replace(css, '');
  }, html);
  // One is waited for, the longest, which the next pages need as well; each more would be a round trip for its own.
  const [fetched, ...written] = later.sort((a, b) => b.css.length - a.css.length);
  if (!fetched) return page;
  const links = written.map(({ link }) => link).join('');
  const styles = written.map(({ css }) => css).join('\n');
  return page
    .replace('</head>', (end) => links + end)
    .replace(FOLD, (fold) => `${fold}${fetched.link.trim().replace(DISABLED, '')}<style>${styles}</style>`);
}

/**
 * A page above its fold, and below.
 * @param {string} html
 */
function parts(html) {
  const fold = FOLD.exec(html)?.index ?? html.length;
  return [html.slice(0, fold), html.slice(fold)];
}

/**
 * Asks for the scripts where they are started, after the text.
 * @param {string} html
 */
function scriptsLast(html) {
  const at = html.lastIndexOf('<script>');
  const [head, start] = [html.slice(0, at), html.slice(at)];
  const links = (head.match(AHEAD) ?? []).map((link) => link.trim()).join('');
  return at < 0 ? html : head.replace(AHEAD, '') + links + start;
}

/**
 * Lightens every page of a build.
 * @param {string} output Kit's folder of what it built, before an adapter takes it
 */
export function lighten(output) {
  const pages = join(output, 'prerendered/pages');
  const assets = join(output, 'client/_app/immutable/assets');
  /** @type {Map<string, string>} */
  const known = new Map();
  const sheet = (/** @type {string} */ file) => {
    if (!known.has(file)) known.set(file, readFileSync(join(assets, file), 'utf8'));
    return known.get(file) ?? '';
  };
  for (const file of readdirSync(pages, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.html')) continue;
    const path = join(pages, file);
    writeFileSync(path, lightened(readFileSync(path, 'utf8'), sheet));
  }
}
