/**
 * What a page carries before its text. Kit writes the styles of all that a page might ever load into it, and asks for
 * its scripts ahead of its text: on a slow line the text waits for both. Here a page keeps the styles of what is on it,
 * and asks for its scripts after its text. What is loaded later brings its styles along.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A stylesheet that is written into the page: Kit names it all the same, so that it is not fetched again. */
const WRITTEN = /\s*<link href="[^"]*\/([^"/]+\.css)" rel="stylesheet" disabled media="\(max-width: 0\)">/g;
const AHEAD = /\s*<link href="[^"]*" rel="modulepreload">/g;
const SCOPE = /svelte-[a-z0-9]+/g;

/**
 * @param {string} html a page as Kit wrote it
 * @param {(file: string) => string} sheet the text of a stylesheet
 */
export function lightened(html, sheet) {
  return scriptsLast(stylesOf(html, sheet));
}

/**
 * Leaves out the stylesheets whose every rule is for a component that is not on the page.
 * @param {string} html
 * @param {(file: string) => string} sheet
 */
function stylesOf(html, sheet) {
  const used = new Set(html.replace(/<style>[\s\S]*?<\/style>/g, '').match(SCOPE));
  return [...html.matchAll(WRITTEN)].reduce((page, [link, file = '']) => {
    const css = sheet(file).trim();
    const scopes = css.match(SCOPE) ?? [];
    const needed = scopes.length === 0 || scopes.some((scope) => used.has(scope));
    // Where it stands otherwise than in its file, it stays.
    return needed || !page.includes(css) ? page : page.replace(link, '').replace(css, '');
  }, html);
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
