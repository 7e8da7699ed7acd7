import type { Page } from '@playwright/test';
import { assigned, begin, joined } from './assigning.ts';
import { expect, open, test } from './helpers.ts';
import { begun, watched } from './live.ts';
import { expectGuarded, expectStrict } from './secrets.ts';

const STEP = 'exercise:warm-up/sort-careful';

/** Goes to each page, and looks at what its answer says. */
async function goTo(page: Page, paths: string[]): Promise<void> {
  for (const path of paths) {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(200);
    const headers = answer!.headers();
    expectGuarded(headers, path);
    expectStrict(headers['content-security-policy']!, path);
    await page.locator('html[data-hydrated]').waitFor();
  }
}

test.describe('Every answer of the server @server @wide', () => {
  test('lets nobody show it within a page of theirs: a page made beforehand, a file, a redirect, an error', async ({
    page
  }) => {
    const html = await (await page.request.get('./learn/')).text();
    const asset = /_app\/immutable\/[^"']+\.js/.exec(html)![0];
    const kinds: [path: string, status: number][] = [
      ['./', 200],
      ['./learn/warm-up/01-whose-words/', 200],
      ['./learn', 308],
      [`./${asset}`, 200],
      ['./service-worker.js', 200],
      ['./keys/warm-up/sort-careful.json', 200],
      ['./join/', 200],
      ['./desk/', 303],
      ['./learn/nothing/', 404],
      ['./class/nothing/', 303],
      ['./%', 400]
    ];
    for (const [path, status] of kinds) {
      // As it stands: a browser would mend a broken address before it asks.
      const answer = await page.request.get(path, { maxRedirects: 0 });
      expect(answer.status(), path).toBe(status);
      expectGuarded(answer.headers(), path);
    }
    const forged = await page.request.post('./join/?/return', {
      ...{ form: { recovery: 'x' }, headers: { origin: 'https://elsewhere.example' }, maxRedirects: 0 }
    });
    expect(forged.status()).toBe(403);
    expectGuarded(forged.headers(), 'a forged form');
  });

  test('to who leaves a class at an address that no class can have is the page to join', async ({ page }) => {
    const { origin } = new URL((await page.request.get('./join/')).url());
    const left = await page.request.post('./join/?/leave', {
      ...{
        form: { class: '+275760-09-13T00:00; =' },
        headers: { origin, accept: 'text/html' },
        maxRedirects: 0
      }
    });
    expect(left.status()).toBe(303);
    expect(left.headers().location).toMatch(/\/join\/$/);
  });

  test('is asked of nobody else, by pages of classes and of live sessions too', async ({ page, browser }) => {
    test.slow();
    const seen = watched(page.context());
    const set = await assigned(page, { steps: [STEP] });
    const learner = await joined(browser, set);
    const theirs = watched(learner.context());
    await begin(learner);
    const session = await begun(page, set, [STEP]);
    const desk = `./desk/classes/${set.classId}/`;
    const assignment = set.edit.replace(/edit\/$/, '');
    await goTo(page, [
      ...['./desk/', desk, `${desk}settings/`, `${desk}roster/`, `${desk}roster/slips/`, `${desk}audit/`],
      ...[assignment, set.edit, `${assignment}preview/`, `${assignment}results/`],
      ...[`${assignment}results/export/`, `${assignment}results/print/`, `${desk}live/new/`],
      ...[session.desk, `${session.desk}wall/`]
    ]);
    await goTo(learner, [
      ...[`./join/?code=${encodeURIComponent(set.code)}`, './join/', `./class/${set.classId}/`],
      ...[set.path, session.path]
    ]);
    await open(learner, './results/');
    const { host } = new URL(page.url());
    for (const watch of [seen, theirs]) {
      expect([...watch.hosts]).toEqual([host]);
      expect(watch.complaints).toEqual([]);
    }
    await learner.context().close();
  });
});
