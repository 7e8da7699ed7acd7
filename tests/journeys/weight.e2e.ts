import { gzipSync } from 'node:zlib';
import { expect, LESSON_NAMES, OPEN, practice, ready, test } from './helpers.ts';

/** Of JavaScript, compressed, until a page answers. `npm run bench` measures how long that takes. */
const MOST = 68_000;

/** With every exercise of the page. */
const MOST_IN_ALL = 80_000;

/** The longest way of answering: words are picked, and roles and a chain given to them. */
const LONGEST = ['warm-up/link-careful', 'khojaly/link-letter-2022', 'khojaly/mark-statement-2024'];

const PAGES = [
  ...LESSON_NAMES.map((name) => `./learn/${name}/`),
  ...OPEN.filter(({ name }) => LONGEST.includes(name)).map(({ name }) => practice(name))
];

for (const path of PAGES)
  test(`${path} carries at most ${MOST / 1000} kB of JavaScript until it answers @server @wide`, async ({
    page
  }) => {
    const scripts: { url: string; bytes: Promise<number> }[] = [];
    page.on('response', (response) => {
      if (response.request().resourceType() !== 'script') return;
      scripts.push({ url: response.url(), bytes: response.body().then((body) => gzipSync(body).byteLength) });
    });
    await page.addInitScript(() => {
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
    expect(until, 'bytes until the page answers').toBeGreaterThan(30_000);
    expect(until, 'bytes until the page answers').toBeLessThanOrEqual(MOST);
    expect(all, 'bytes until its exercises answer').toBeLessThanOrEqual(MOST_IN_ALL);
  });
