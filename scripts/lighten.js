/**
 * What a page carries before its text. Kit writes the styles of all that a page might ever load into it, and asks for
 * its scripts ahead of its text: on a slow line the text waits for both. Here a page keeps the styles of what is on it,
 * and asks for its scripts after its text. What is loaded later brings its styles along. A long page says where its
 * first screen ends, with an element that has `data-fold`: it begins with the rules that what is above can meet, and the
 * properties these ask for, and asks for all others there. While the browser waits for them it paints what is above,
 * instead of reading on to the end first, and browsers that know `expect` paint nothing before: no page without a word.
 * What of `src/app.html` is not needed for that (`data-later`) stands at the end of the page. Faces that come as files
 * stand apart, unused until the script of `src/app.html` finds that the browser has fetched them before.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transform } from 'lightningcss';

/** A stylesheet that is written into the page: Kit names it all the same, so that it is not fetched again. */
const WRITTEN = /\s*<link href="([^"]*\/)([^"/]+\.css)" rel="stylesheet" disabled media="\(max-width: 0\)">/g;
const DISABLED = ' disabled media="(max-width: 0)"';
const AHEAD = /\s*<link href="[^"]*" rel="modulepreload">/g;
const STYLE = /<style>[\s\S]*?<\/style>/g;
const SCOPE = /svelte-[a-z0-9]+/g;
const FOLD = /<[a-z]+ [^>]*data-fold[^>]*>/;
/** The script of `src/app.html` that a page with a fold can wait for. */
const LATER = /\s*<script data-later>[\s\S]*?<\/script>/;
/** The end of what is painted first. Browsers that know `expect` paint nothing until they have read it. */
const FIRST = 'first-screen';
/** A custom property that is given a value, and one that is asked for. */
const DEFINED = /(?<=[{;]\s*)(--[\w-]+):([^;{}]*);?/g;
const ASKED = /var\(\s*(--[\w-]+)/g;
/**
 * A font that comes as a file: Chromium makes ready to load it, whether anything is set in it or not. None of ours stands
 * in a condition, out of which it would be taken.
 */
const FACE = /@font-face\{[^}]*url\([^}]*\}/g;
/** States that nothing is in before somebody has pointed at it. */
const TOUCHED = ['hover', 'active'];

/**
 * @param {string} html a page as Kit wrote it
 * @param {(file: string) => string} sheet the text of a stylesheet
 */
export function lightened(html, sheet) {
  return scriptsLast(stylesOf(html, sheet));
}

/**
 * Leaves out the stylesheets whose every rule is for a component that is not on the page. Above its fold a page has of
 * the others what can apply there; they stand at the fold whole and in their order, so that every rule ends up where it
 * would be without one.
 * @param {string} html
 * @param {(file: string) => string} sheet
 */
function stylesOf(html, sheet) {
  const [above, below] = parts(html.replace(STYLE, ''));
  const scopes = [above, below].map((part) => new Set(part.match(SCOPE)));
  const [here, anywhere] = [scopes[0], new Set(scopes.flatMap((each) => [...each]))];
  const found = foundIn(above);
  /** @type {{ link: string, css: string, above: string }[]} */
  const later = [];
  const page = [...html.matchAll(WRITTEN)].reduce((page, [link, folder, file = '']) => {
    // What a stylesheet asks for from beside its file is asked for from there.
    const css = sheet(file).trim().replaceAll('url(./', ` url(${folder}`);
    const scopes = css.match(SCOPE) ?? [];
    const applies = (/** @type {Set<string> | undefined} */ found) =>
      scopes.length === 0 || scopes.some((scope) => found?.has(scope));
    // Where it stands otherwise than in its file, it stays.
    if (!page.includes(css)) return page;
    if (!applies(anywhere)) return page.replace(link, '').replace(css, '');
    if (!FOLD.test(html)) return page;
    const above = applies(here) ? meeting(css, found) : '';
    later.push({ link, css, above });
    return page.replace(link, '').replace(css, () => above);
  }, html);
  // One is waited for, which all such pages need; each more would be a round trip for its own.
  const [fetched, ...written] = later;
  if (!fetched) return page;
  const links = written.map(({ link }) => link.trim()).join('');
  const styles = written.map(({ css }) => css).join('\n');
  const sheets = `${fetched.link.trim().replace(DISABLED, '')}<style>${styles}</style>${links}`;
  const used = asked(parts(page)[0]);
  const faces = faceStyle(later.flatMap(({ above }) => above.match(FACE) ?? []));
  return later
    .reduce((page, { above }) => page.replace(above, () => withOnly(used, above.replace(FACE, ''))), page)
    .replace(
      '<script>',
      (script) => `${faces}<link rel="expect" href="#${FIRST}" blocking="render">${script}`
    )
    .replace(FOLD, (fold) => `${fold}<i id="${FIRST}"></i>${sheets}`);
}

/** @param {string[]} faces */
const faceStyle = (faces) =>
  faces.length > 0 ? `<style id="book-face" media="not all">${faces.join('')}</style>` : '';

/**
 * A page above its fold, and below.
 * @param {string} html
 */
function parts(html) {
  const fold = FOLD.exec(html)?.index ?? html.length;
  return /** @type {const} */ ([html.slice(0, fold), html.slice(fold)]);
}

/**
 * The classes and the elements that a part of a page has.
 * @param {string} html
 */
const foundIn = (html) => ({
  classes: new Set([...html.matchAll(/ class="([^"]*)"/g)].flatMap(([, names = '']) => names.split(' '))),
  elements: new Set([...html.matchAll(/<([a-z][^\s/>]*)/gi)].map(([, name = '']) => name))
});

/**
 * The rules of a stylesheet that something there can meet on a screen that nobody has pointed at yet.
 * @param {string} css
 * @param {ReturnType<typeof foundIn>} found
 */
function meeting(css, { classes, elements }) {
  /** @type {(part: import('lightningcss').SelectorComponent) => boolean} */
  const met = (part) => {
    if (part.type === 'class') return classes.has(part.name);
    if (part.type === 'type') return elements.has(part.name);
    if (part.type === 'pseudo-class' && TOUCHED.includes(part.kind)) return false;
    if (part.type === 'pseudo-class' && (part.kind === 'is' || part.kind === 'where'))
      return part.selectors.some((selector) => selector.every(met));
    if (part.type === 'attribute' && part.name === 'class')
      return [...classes].some((name) => name.includes(part.operation?.value.trim() ?? ''));
    return true;
  };
  const { code } = transform({
    filename: 'above.css',
    code: Buffer.from(css),
    minify: true,
    visitor: {
      Rule: {
        style: ({ value: { selectors } }) =>
          selectors.some((selector) => selector.every(met)) ? undefined : [],
        media: ({ value: { query } }) =>
          query.mediaQueries.every(({ mediaType }) => mediaType === 'print') ? [] : undefined
      }
    }
  });
  return code.toString();
}

/**
 * The custom properties for which something there asks, through others too.
 * @param {string} html
 */
function asked(html) {
  const names = (/** @type {string} */ text) => [...text.matchAll(ASKED)].map(([, name = '']) => name);
  const styles = (html.match(STYLE) ?? []).join('');
  const defined = [...styles.matchAll(DEFINED)];
  const used = new Set(names(html.replace(STYLE, '') + styles.replace(DEFINED, '')));
  // A set that grows while it is gone through is gone through to its end.
  for (const name of used)
    for (const [, of, value = ''] of defined) if (of === name) names(value).forEach((more) => used.add(more));
  return used;
}

/**
 * Rules without the custom properties that nobody asks for.
 * @param {Set<string>} used
 * @param {string} css
 */
const withOnly = (used, css) => css.replace(DEFINED, (all, name) => (used.has(name) ? all : ''));

/**
 * Asks for the scripts where they are started, after the text.
 * @param {string} html
 */
function scriptsLast(html) {
  const at = html.lastIndexOf('<script>');
  if (at < 0) return html;
  const moved = FOLD.test(html) ? [AHEAD, LATER] : [AHEAD];
  const [head, start] = [html.slice(0, at), html.slice(at)];
  const found = moved.flatMap((what) => head.match(what) ?? []).map((part) => part.trim());
  return moved.reduce((left, what) => left.replace(what, ''), head) + found.join('') + start;
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
