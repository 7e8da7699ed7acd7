import { assigned, joined } from './assigning.ts';
import { sortAsKey } from './attributing.ts';
import {
  annotationOf,
  current,
  exercise,
  expect,
  open,
  picture,
  press,
  ready,
  specOf,
  test
} from './helpers.ts';
import { found } from './looking.ts';

const SORT = 'warm-up/sort-careful';
const MARK = 'warm-up/mark-careful';
const RESERVED = 'warm-up/sort-reserved';
const steps = (...names: string[]) => names.map((name) => `exercise:${name}`);
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

/** Letters and digits alone, so that neither escapes nor quotation marks hide a sentence. */
const bare = (text: string) => text.replace(/\\u00[0-9a-f]{2}|\\[nrt]/gi, '').replace(/[^\p{L}\p{N}]/gu, '');

/** Every reason in a key, however deep. */
function reasonsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'reason' && typeof inner === 'string' && inner.length > 30 ? [inner] : reasonsIn(inner)
  );
}

test.describe('An assignment @server @wide', () => {
  test('is done on a phone over a dropped connection and a reload, handed in, and shows its reasons', async ({
    page,
    browser
  }, info) => {
    test.slow();
    const set = await assigned(page, { steps: steps(SORT, MARK) });
    const learner = await joined(browser, set, phone);
    await picture(learner, info, 'assignment-start-phone', true);
    await press(learner.getByRole('button', { name: 'Begin' }));
    const task = exercise(learner, SORT);
    await ready(learner);
    await press(task.getByRole('radio').first());
    await expect(task.getByText(/^Saved \d\d:\d\d/)).toBeVisible();
    await expect(task.getByRole('button', { name: 'Check' })).toBeHidden();

    await learner.context().setOffline(true);
    await press(task.getByRole('button', { name: 'Next statement', exact: true }));
    await press(task.getByRole('radio').nth(1));
    await expect(task.getByText(/^Not sent yet: kept in this browser/)).toBeVisible();
    await picture(learner, info, 'assignment-offline-phone');
    await learner.context().setOffline(false);
    await expect(task.getByText(/^Saved \d\d:\d\d/)).toBeVisible();
    await learner.reload();
    await ready(learner);
    await expect(task.getByText('2 of', { exact: false }).first()).toBeVisible();

    await sortAsKey(learner, SORT);
    await press(task.getByRole('link', { name: 'Next step' }));
    await expect(exercise(learner, MARK)).toBeVisible();
    await press(learner.getByRole('link', { name: /Hand in/ }).first());
    await expect(learner.getByText('nothing is answered', { exact: true })).toBeVisible();
    await expect(learner.getByText('Nothing is answered in 1 of 2 exercises: it counts 0.')).toBeVisible();
    await picture(learner, info, 'assignment-hand-in-phone', true);
    await press(learner.getByRole('button', { name: 'Hand in', exact: true }));
    await expect(learner.getByRole('heading', { name: 'Handed in', level: 1 })).toBeVisible();
    await expect(learner.getByText('100 of 100').first()).toBeVisible();
    await expect(learner.getByText('Your mark: 50 of 100.')).toBeVisible();
    await expect(learner.getByRole('heading', { name: 'What you read' })).toBeVisible();
    await picture(learner, info, 'assignment-review-phone', true);
    await learner.goto(set.path);
    await expect(learner.getByText('It is done: you have handed it in.')).toBeVisible();
    await learner.goto(set.path.replace(/[^/]+\/$/, ''));
    await expect(learner.getByText('Your mark: 50 of 100.')).toBeVisible();
  });

  test('says the points of what was handed in as they count, however little was answered', async ({
    page,
    browser
  }) => {
    const set = await assigned(page, { steps: steps(SORT) });
    const learner = await joined(browser, set);
    await press(learner.getByRole('button', { name: 'Begin' }));
    await ready(learner);
    await press(exercise(learner, SORT).getByRole('radio').first());
    await press(learner.getByRole('link', { name: 'Look it over and hand in' }));
    await press(learner.getByRole('button', { name: 'Hand in', exact: true }));
    const points = await learner.getByText(/^\d+ of 100\.$/).innerText();
    await expect(learner.getByText(`Your mark: ${points}`)).toBeVisible();
    await expect(learner.getByText('No points yet', { exact: false })).toHaveCount(0);
    await press(learner.getByText('Your points, and what they mean'));
    await expect(learner.getByText(`${points.slice(0, -1)} points: only what goes beyond`)).toBeVisible();
  });

  test('gives away nothing of what is in it before it opens', async ({ page, browser }) => {
    const set = await assigned(page, { steps: steps(SORT), fields: { opens: '2099-01-01T08:00' } });
    const learner = await joined(browser, set);
    await expect(learner.getByText('It opens')).toBeVisible();
    const said = bare(await learner.content());
    expect(said).toContain(bare('Whose words'));
    expect(said).not.toContain(bare('Take your time.'));
    expect(said).not.toContain(bare(specOf(SORT).title));
    await expect(learner.getByRole('heading', { name: 'What is in it' })).toBeHidden();
  });

  test('goes on to the hand-in where nothing is open any more', async ({ page, browser }) => {
    const set = await assigned(page, { steps: steps(SORT) });
    const learner = await joined(browser, set);
    await press(learner.getByRole('button', { name: 'Begin' }));
    await ready(learner);
    await sortAsKey(learner, SORT);
    await expect(exercise(learner, SORT).getByText(/^Saved \d\d:\d\d/)).toBeVisible();
    await open(learner, set.path);
    await press(learner.getByRole('button', { name: 'Go on where something is open' }));
    await expect(learner.getByRole('button', { name: 'Hand in', exact: true })).toBeVisible();
  });

  test('keeps what a learner writes for themselves in a lesson, in the browser alone', async ({
    page,
    browser
  }) => {
    const set = await assigned(page, { steps: ['lesson:warm-up/01-whose-words'] });
    const learner = await joined(browser, set);
    await press(learner.getByRole('button', { name: 'Begin' }));
    await ready(learner);
    const box = learner.locator('.reflect textarea');
    const sent: string[] = [];
    learner.on('request', (request) => sent.push(request.postData() ?? ''));
    await box.fill('I wanted the paper to be right.');
    await learner.reload();
    await ready(learner);
    await expect(box).toHaveValue('I wanted the paper to be right.');
    expect(sent.join()).not.toContain('I wanted');
  });

  test('asks which answer to keep where two devices of a learner gave two', async ({ page, browser }) => {
    const set = await assigned(page, { steps: steps(SORT) });
    const one = await joined(browser, set);
    await press(one.getByRole('button', { name: 'Begin' }));
    await expect(exercise(one, SORT)).toBeVisible();
    const two = await (
      await browser.newContext({ storageState: await one.context().storageState() })
    ).newPage();
    await open(two, one.url());
    await ready(one);
    const chosen = (learner: typeof one, n: number) => exercise(learner, SORT).getByRole('radio').nth(n);
    await press(chosen(one, 0));
    await expect(exercise(one, SORT).getByText(/^Saved/)).toBeVisible();
    await press(chosen(two, 1));
    const asks = two.getByRole('dialog', {
      name: /^This was answered in another tab or on another device at \d\d:\d\d/
    });
    await expect(asks).toBeVisible();
    await press(asks.getByRole('button', { name: /^Take the one of/ }));
    await expect(current(exercise(two, SORT))).toHaveAccessibleName(/States/);
    await press(chosen(two, 2));
    await expect(exercise(two, SORT).getByText(/^Saved/)).toBeVisible();
    expect(await found(two)).toEqual([]);
  });

  test('keeps the key of a reserved exercise until the learner can never answer it again', async ({
    page,
    browser
  }) => {
    const set = await assigned(page, {
      steps: steps(RESERVED),
      fields: { attempts: '2', feedback: 'at-once' }
    });
    const learner = await joined(browser, set);
    const got: string[] = [];
    learner.on('response', (response) => {
      if (!/\.(js|css|woff2)$/.test(new URL(response.url()).pathname))
        void response.text().then(
          (text) => got.push(text),
          () => null
        );
    });
    for (const attempt of [1, 2]) {
      await press(learner.getByRole('button', { name: attempt === 1 ? 'Begin' : 'Begin attempt 2' }));
      const task = exercise(learner, RESERVED);
      await ready(learner);
      await press(task.getByRole('radio').first());
      await expect(task.getByText(/^Saved/)).toBeVisible();
      if (attempt === 2) break;
      await expect(task.getByRole('button', { name: 'Check' })).toBeHidden();
      await press(learner.getByRole('link', { name: /Hand in/ }).first());
      await press(learner.getByRole('button', { name: 'Hand in', exact: true }));
      await expect(learner.getByText('Your answer is handed in.')).toBeVisible();
      for (const path of ['', 'attempts/1/', 'hand-in/'])
        for (const end of ['', '__data.json']) {
          const said = await learner.request.get(`${set.path}${path}${end}`);
          got.push(await said.text());
        }
      await press(learner.getByRole('link', { name: 'Back to the assignment' }));
    }
    const said = bare(got.join());
    expect(said).toContain(bare('Take your time.'));
    const reasons = reasonsIn(annotationOf('warm-up', 'reserved')).map(bare);
    expect(reasons.length).toBeGreaterThan(5);
    expect(reasons.filter((reason) => said.includes(reason))).toEqual([]);
    const task = exercise(learner, RESERVED);
    await press(task.getByRole('button', { name: 'Check' }));
    await press(learner.getByRole('dialog').getByRole('button', { name: 'Check what is there' }));
    await expect(learner.getByRole('heading', { name: 'What you read' })).toBeVisible();
    await expect
      .poll(() => reasons.filter((reason) => bare(got.join()).includes(reason)).length)
      .toBeGreaterThan(5);
    // On paper there are no folds: the reasons stand where learner and key differ.
    await learner.emulateMedia({ media: 'print' });
    await learner.evaluate(() => dispatchEvent(new Event('beforeprint')));
    await expect(task.getByText('only where we differ')).toBeHidden();
    await expect(task.locator('.items details[open] .reason').first()).toBeVisible();
  });
});
