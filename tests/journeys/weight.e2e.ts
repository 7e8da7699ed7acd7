import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { expect, LESSON_NAMES, open, OPEN, practice, ready, test } from './helpers.ts';

/**
 * Of JavaScript, compressed, until a page answers. `npm run bench` measures how long that takes. A lesson asks for its
 * exercises later; on a page of one exercise, what it asks for as it begins to answer is counted or not, as it comes.
 */
const MOST = { lesson: 70_000, practice: 71_500 };

/** With every exercise of the page. */
const MOST_IN_ALL = 90_000;

/** The longest ways of answering: words are picked, and roles and a chain given to them; wordings are laid on cards. */
const LONGEST = [
  'warm-up/link-careful',
  'khojaly/link-letter-2022',
  'khojaly/mark-statement-2024',
  'warm-up/side-town',
  'warm-up/swap-town'
];

const PAGES = [
  ...LESSON_NAMES.map((name) => ({ path: `./learn/${name}/`, most: MOST.lesson })),
  ...OPEN.filter(({ name }) => LONGEST.includes(name)).map(({ name }) => ({
    path: practice(name),
    most: MOST.practice
  }))
];

test('the first page waits for no font, and the next one has the book face', async ({ page }) => {
  const family = () =>
    page.locator('h1').evaluate((element) => getComputedStyle(element).fontFamily.split(',')[0]);
  await page.goto('./learn/');
  await ready(page);
  // A phone looks for no faces of its own either.
  const wide = page.viewportSize()!.width >= 640;
  expect(await family()).toBe(wide ? '"Literata at Georgia"' : 'Georgia');
  await expect.poll(() => page.evaluate(() => localStorage.getItem('whose-words/font'))).toMatch(/\.woff2$/);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Teach' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'For teachers' })).toBeVisible();
  await expect.poll(family).toContain('Literata Variable');
  // A face that comes after the first paint, as on a busy machine, is put to use on the page after that.
  await expect(async () => {
    await page.reload();
    await ready(page);
    expect(await family()).toContain('Literata Variable');
  }).toPass();
});

test('a page on which something was painted before the book face came does not move when it comes', async ({
  page
}) => {
  await open(page, './learn/warm-up/03-claims-inside-claims/');
  await expect.poll(() => page.evaluate(() => localStorage.getItem('whose-words/font'))).not.toBeNull();
  await page.addInitScript(() => {
    window.moved = 0;
    new PerformanceObserver((list) => {
      for (const { value } of list.getEntries() as (PerformanceEntry & { value: number })[])
        window.moved += value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  /** What a slow line brings later: the face, and after it the rest of the styles, where it is spoken of again. */
  const held = async (what: string) => {
    let come = () => {};
    const isHere = new Promise<void>((done) => (come = done));
    const asked = page.waitForRequest(what);
    await page.route(what, async (route) => {
      await isHere;
      await route.continue();
    });
    return { come, asked };
  };
  const [face, styles] = [await held('**/*.woff2'), await held('**/*.css')];
  const isSet = () => page.evaluate(() => 'font' in document.documentElement.dataset);
  await page.reload({ waitUntil: 'commit' });
  const seen = (type: string, name: RegExp) =>
    expect
      .poll(() =>
        page.evaluate(
          (type) =>
            performance
              .getEntriesByType(type)
              .map(({ name }) => name)
              .join(),
          type
        )
      )
      .toMatch(name);
  await seen('paint', /first-contentful-paint/);
  await Promise.all([face.asked, styles.asked]);
  expect(await isSet()).toBe(true);
  face.come();
  await seen('resource', /woff2/);
  await expect.poll(isSet).toBe(false);
  styles.come();
  await page.waitForLoadState('load');
  await ready(page);
  await page.evaluate(async () => {
    await document.fonts.ready;
    for (let frames = 0; frames < 10; frames++) await new Promise((done) => requestAnimationFrame(done));
  });
  expect(await page.evaluate(() => window.moved)).toBe(0);
});

for (const { path, most } of PAGES)
  test(`${path} carries at most ${most / 1000} kB of JavaScript until it answers, and nothing moves @server @wide`, async ({
    page
  }) => {
    const scripts: { url: string; bytes: Promise<number> }[] = [];
    page.on('response', (response) => {
      if (response.request().resourceType() !== 'script') return;
      scripts.push({ url: response.url(), bytes: response.body().then((body) => gzipSync(body).byteLength) });
    });
    await page.addInitScript(() => {
      window.moved = 0;
      new PerformanceObserver((list) => {
        for (const { value, sources } of list.getEntries() as (PerformanceEntry & {
          value: number;
          sources: { node: Node | null }[];
        })[]) {
          // The space at the end of a line goes on to the next one when a word arrives: nobody sees that.
          const seen = sources.filter(({ node }) => !(node instanceof Text) || node.data.trim());
          if (seen.length > 0) window.moved += value;
        }
      }).observe({ type: 'layout-shift', buffered: true });
      new MutationObserver(() => {
        if (document.documentElement?.dataset['hydrated'] && !performance.getEntriesByName('answers').length)
          performance.mark('answers');
      }).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-hydrated'] });
    });
    await page.goto(path);
    await ready(page);
    const before = await page.evaluate(() => {
      const answers = performance.getEntriesByName('answers')[0]!.startTime;
      const loaded = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
      return loaded.filter((entry) => entry.responseEnd <= answers).map((entry) => entry.name);
    });
    let until = 0;
    let all = 0;
    for (const { url, bytes } of scripts) {
      all += await bytes;
      if (before.includes(url)) until += await bytes;
    }
    const moved = await page.evaluate(() => window.moved);
    expect(moved, 'layout shift').toBeLessThan(0.001);
    expect(await lateStyles(page, path), 'styles of what is on the page, fetched after it').toEqual([]);
    expect(until, 'bytes until the page answers').toBeGreaterThan(30_000);
    expect(until, 'bytes until the page answers').toBeLessThanOrEqual(most);
    expect(all, 'bytes until its exercises answer').toBeLessThanOrEqual(MOST_IN_ALL);
  });

test('styles that a lesson asks for at its fold are there again when it is left and come back to', async ({
  page
}) => {
  const looks = () =>
    page
      .locator('[data-exercise] > header, [data-exercise] > header *, [aria-labelledby="retrieval"] *')
      .evaluateAll((all) =>
        all.map((each) => {
          const { display, margin, padding, fontSize, color, border } = getComputedStyle(each);
          return [each.localName, display, margin, padding, fontSize, color, border].join();
        })
      );
  const lesson = `./learn/${LESSON_NAMES.find((name) => name.startsWith('khojaly/02'))}/`;
  await page.goto(lesson);
  await ready(page);
  await expect(page.locator('[data-fold] > link:not([disabled])')).toHaveCount(1);
  const at = page.url();
  const first = await looks();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Teach' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'For teachers' })).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(at);
  await ready(page);
  await expect(page.locator('[data-fold] > link:not([disabled])')).toHaveCount(0);
  await expect.poll(looks).toEqual(first);
});

test('a lesson stands in the colours and the size that were chosen before any of its scripts has come', async ({
  page
}) => {
  const lesson = `./learn/${LESSON_NAMES[0]}/`;
  await page.goto(lesson);
  await ready(page);
  const choice = { data: { theme: 'dark', size: 'large' } };
  await page.evaluate((kept) => localStorage.setItem('whose-words/1/settings', kept), JSON.stringify(choice));
  // They never come.
  await page.route('**/*.js', () => undefined);
  await page.reload({ waitUntil: 'commit' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.locator('html')).toHaveAttribute('data-size', 'large');
});

test('the first frame of a lesson has the colours and the size that were chosen, and the book face, which is asked for before the body begins', async ({
  page
}) => {
  await page.goto(`./learn/${LESSON_NAMES[0]}/`);
  await ready(page);
  const choice = { data: { theme: 'dark', size: 'large' } };
  await page.evaluate((kept) => localStorage.setItem('whose-words/1/settings', kept), JSON.stringify(choice));
  await page.waitForFunction(() => localStorage.getItem('whose-words/font'));
  await page.addInitScript(() => {
    let asked = 'not at all';
    new MutationObserver((_, observer) => {
      if (!document.querySelector('link[as="font"]')) return;
      observer.disconnect();
      asked = document.body ? 'after the body had begun' : 'before the body';
    }).observe(document, { childList: true, subtree: true });
    requestAnimationFrame(() => {
      const { theme, size, font } = document.documentElement.dataset;
      const faces = document.querySelector<HTMLStyleElement>('#book-face')?.media;
      window.firstFrame = { theme, size, font, faces, asked };
    });
  });
  await page.reload();
  await page.waitForFunction(() => window.firstFrame);
  expect(await page.evaluate(() => window.firstFrame)).toEqual({
    theme: 'dark',
    size: 'large',
    font: '',
    faces: 'all',
    asked: 'before the body'
  });
  const loaded = () =>
    page.evaluate(() =>
      [...document.fonts].some(
        ({ family, status }) => family.includes('Literata Variable') && status === 'loaded'
      )
    );
  await expect.poll(loaded, 'whether the book face has come').toBe(true);
});

test('the first lesson that a browser opens puts no face to use that comes as a file', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => void (/\.woff2$/.test(request.url()) && asked.push(request.url())));
  // Scripts, which fetch it for the next page, never come.
  await page.route('**/*.js', () => undefined);
  await page.goto(`./learn/${LESSON_NAMES[0]}/`, { waitUntil: 'commit' });
  await expect(page.locator('#book-face')).toHaveAttribute('media', 'not all');
  await expect(page.getByRole('contentinfo')).toBeVisible();
  expect(await page.evaluate(() => document.fonts.ready.then(({ status }) => status))).toBe('loaded');
  expect(asked).toEqual([]);
});

/**
 * Stylesheets that came after the page, and style something that was on it: what is loaded later brings its own. Those
 * at the fold are in its text, ahead of what they style.
 */
async function lateStyles(page: Page, path: string): Promise<string[]> {
  const html = await (await page.request.get(path, { maxRetries: 2 })).text();
  const sheets = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map((entry) => entry.name)
      .filter((name) => name.endsWith('.css'))
  );
  const late: string[] = [];
  for (const sheet of sheets) {
    if (html.includes(`${sheet.split('/').at(-1)}" rel="stylesheet">`)) continue;
    const css = await (await page.request.get(sheet, { maxRetries: 2 })).text();
    if ((css.match(/svelte-[a-z0-9]+/g) ?? []).some((scope) => html.includes(scope))) late.push(sheet);
  }
  return late;
}

declare global {
  interface Window {
    /** The layout shift so far. */
    moved: number;
    /** How the page stood when it was to be painted first. */
    firstFrame: Record<string, string | undefined>;
  }
}
