import type { Page } from '@playwright/test';
import { current, exercise, expect, picture, press, ready, tabTo, test } from './helpers.ts';
import { begun, heeded, phone, scanned, started, title } from './live.ts';
import { found } from './looking.ts';
import { wireTo } from './wire.ts';

const SORT = 'warm-up/sort-careful';
const LETTER = 'khojaly/sort-letter-2022';

const saved = (page: Page) => exercise(page, SORT).getByText(/^Saved \d\d:\d\d/);
const next = (page: Page) =>
  exercise(page, SORT).getByRole('button', { name: 'Next statement', exact: true });
/** How many statements have a label. */
const given = (page: Page, n: number) =>
  expect(
    exercise(page, SORT)
      .getByText(new RegExp(`^${n} of \\d+$`))
      .first()
  ).toBeVisible();

test.describe('A learner in a live session @server @wide', () => {
  test('is in after one tap, follows by itself, and loses nothing over a reload, a second device and a dead line', async ({
    page,
    browser,
    baseURL
  }, info) => {
    test.slow();
    const wire = await wireTo(baseURL!);
    const session = await started(page, [`exercise:${SORT}`, `exercise:${LETTER}`]);
    const [part] = session.parts as [string];
    const { click } = session;

    const heeds = heeded();
    const one = await scanned(browser, session, { ...phone, baseURL: wire.url }, heeds.meet);
    await press(one.getByRole('form', { name: 'Choose a name' }).getByRole('button').first());
    await expect(title(one, 'You are in')).toBeVisible();
    await expect(one.getByText(/^Your name here is/)).toBeVisible();
    const recovery = await one.locator('.recovery .code').innerText();
    await picture(one, info, 'lobby-phone', true);

    await click({ do: 'go', to: 0 });
    await expect(title(one, 'The next exercise opens in a moment')).toBeVisible();
    await picture(one, info, 'waiting-phone', true);
    await click({ do: 'open', part, minutes: 30 });
    await expect(title(one, 'Answer by yourself')).toBeVisible();
    await expect(one.getByText('30 minutes left').first()).toBeVisible();
    await ready(one);
    await press(exercise(one, SORT).getByRole('radio').first());
    await expect(saved(one)).toBeVisible();
    await picture(one, info, 'answering-phone');

    await one.reload();
    await ready(one);
    await given(one, 1);

    const two = await scanned(browser, session, {}, heeds.meet);
    await two.getByText('I have been here before').click();
    await two.getByLabel('Your recovery code').fill(recovery);
    await two.getByRole('button', { name: 'Come back' }).click();
    await expect(title(two, 'Answer by yourself')).toBeVisible();
    await ready(two);
    await given(two, 1);
    await next(two).click();
    await exercise(two, SORT).getByRole('radio').nth(1).click();
    await expect(saved(two)).toBeVisible();
    await given(one, 2);
    await picture(two, info, 'answering-wide', true);

    wire.cut();
    await press(next(one));
    await press(next(one));
    await press(exercise(one, SORT).getByRole('radio').first());
    await expect(one.getByText('No line to the class.')).toBeVisible({ timeout: 20_000 });
    await expect(exercise(one, SORT).getByText(/^Not sent yet: kept in this browser/)).toBeVisible();
    await picture(one, info, 'no-line-phone');
    await click({ do: 'close', part });
    await expect(title(two, 'Answers are closed')).toBeVisible();
    wire.mend();
    await expect(title(one, 'Answers are closed')).toBeVisible({ timeout: 20_000 });
    await expect(one.getByText('No line to the class.')).toBeHidden();
    await one.getByText('Your answer', { exact: true }).click();
    await expect(one.getByText('left open').first()).toBeVisible();
    await expect(one.getByText(/^What 1 learner/)).toHaveCount(0);
    await picture(one, info, 'closed-phone', true);

    await click({ do: 'show', part });
    await expect(title(one, 'What the class gave')).toBeVisible();
    await expect(one.getByText(/^One answer was given/)).toBeVisible();
    const { step } = (await (await two.request.get(`${session.path}step`)).json()) as {
      step: { sat: { exercise: { item: { passages: { source: string; text: string }[] } } } };
    };
    const { source, text } = step.sat.exercise.item.passages[0]!;
    const start = text.indexOf(' ', text.length - 60) + 1;
    await click({ do: 'point', part, place: { source, start, end: start + 30 } });
    await expect(one.getByText(`Look at: “${text.slice(start, start + 30).trim()}`)).toBeVisible();
    await expect(one.locator('.pointed').first()).toBeInViewport();
    await picture(one, info, 'shown-phone');
    await picture(two, info, 'shown-wide', true);

    await click({ do: 'again', part, minutes: null });
    await expect(title(one, 'Answer once more')).toBeVisible();
    await ready(one);
    await given(one, 3);
    await picture(one, info, 'again-phone');
    const iAmDone = one.getByRole('button', { name: 'I am done', exact: true });
    await iAmDone.scrollIntoViewIfNeeded();
    const { x, y, width, height } = (await iAmDone.boundingBox())!;
    const tap = () => one.touchscreen.tap(x + width / 2, y + height / 2);
    await tap();
    await expect(one.getByText(/^\d of \d+ are given, \d+ still open\. Done all the same\?$/)).toBeVisible();
    await picture(one, info, 'done-asked-phone');
    // Whoever taps on at the same place without reading goes on answering.
    await tap();
    await expect(iAmDone).toBeFocused();
    await expect(iAmDone).toHaveText('I am done');
    let hears = () => {};
    const heard = new Promise<void>((over) => (hears = over));
    await one.route(/\/done$/, async (route) => {
      await heard;
      await route.continue();
    });
    await tap();
    await expect(one.getByRole('button', { name: 'Saving …' })).toBeFocused();
    hears();
    await expect(one.getByText(/^You are done/)).toBeFocused();
    await one.unroute(/\/done$/);
    await picture(one, info, 'done-phone', true);
    await press(one.getByRole('button', { name: 'Change my answer' }));
    await press(exercise(one, SORT).getByRole('radio').nth(1));
    // What the server is not reached with is said again by itself.
    await one.route(/\/done$/, (route) => route.abort(), { times: 1 });
    await press(one.getByRole('button', { name: 'I am done' }));
    await expect(one.getByText(/^Not said yet.*as soon as it can/)).toBeVisible();
    await expect(one.getByText(/^You are done/)).toBeVisible();

    await click({ do: 'close', part });
    await expect(title(one, 'Answers are closed')).toBeVisible();
    await click({ do: 'reveal', part });
    await expect(title(one, 'The key and its reasons')).toBeVisible();
    await expect(one.getByText('One of you changed something.')).toBeVisible();
    await expect(one.getByText(/^By yourself you read \d+ of \d+ as the key does/)).toBeVisible();
    await expect(one.getByRole('region', { name: 'The class, item by item' })).toBeVisible();
    await picture(one, info, 'revealed-phone', true);
    await two.emulateMedia({ colorScheme: 'dark' });
    await picture(two, info, 'revealed-wide-dark', true);
    expect(await found(two)).toEqual([]);

    await click({ do: 'end' });
    await expect(title(one, 'The session has ended')).toBeVisible();
    await expect(one.getByRole('link', { name: 'To your class' })).toBeVisible();
    await picture(one, info, 'ended-phone', true);
    await one.reload();
    await expect(title(one, 'The session has ended')).toBeVisible();
    heeds.expectCalm();
    wire.end();
  });

  test('takes part by keyboard alone on the narrowest screen, and hears each change', async ({
    page,
    browser
  }, info) => {
    test.slow();
    const session = await started(page, [`exercise:${SORT}`]);
    const [part] = session.parts as [string];
    const { click } = session;
    const heeds = heeded();
    const one = await scanned(browser, session, { viewport: { width: 320, height: 640 } }, heeds.meet);
    const fits = async () =>
      expect(await one.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    const hears = (words: string) =>
      expect(one.getByRole('status').filter({ hasText: words }).first()).toBeAttached();

    await tabTo(one, one.getByRole('form', { name: 'Choose a name' }).getByRole('button').first());
    await one.keyboard.press('Enter');
    await expect(title(one, 'You are in')).toBeVisible();
    await tabTo(one, one.getByRole('button', { name: 'I have it' }));
    await one.keyboard.press('Enter');
    await expect(one.getByText('Write this down')).toBeHidden();
    await fits();

    await click({ do: 'go', to: 0 });
    await click({ do: 'open', part, minutes: null });
    await hears('You can answer now.');
    await ready(one);
    await tabTo(one, current(exercise(one, SORT)));
    await one.keyboard.press('1');
    await expect(saved(one)).toBeVisible();
    await expect(current(exercise(one, SORT))).toBeFocused();
    await fits();
    await tabTo(one, one.getByRole('button', { name: 'I am done' }));
    await one.keyboard.press('Enter');
    const goOn = one.getByRole('button', { name: 'Go on answering' });
    await expect(goOn).toBeFocused();
    await expect(goOn).toHaveAccessibleDescription(
      /^1 of \d+ is given, \d+ still open\. Done all the same\?$/
    );
    await fits();
    await one.keyboard.press('Enter');
    await expect(one.getByRole('button', { name: 'I am done' })).toBeFocused();
    // It is asked once.
    await one.keyboard.press('Enter');
    await expect(one.getByText(/^You are done/)).toBeFocused();

    await click({ do: 'close', part });
    await hears('Answers are closed.');
    await expect(title(one, 'Answers are closed')).toBeFocused();
    await click({ do: 'show', part });
    await hears('What the class gave is shown now.');
    await expect(one.getByText(/^One answer was given/)).toBeVisible();
    await fits();
    await picture(one, info, 'shown-narrow');
    expect(await found(one)).toEqual([]);
    await click({ do: 'reveal', part });
    await hears('The key and its reasons are shown now.');
    await expect(one.getByRole('region', { name: 'The class, item by item' })).toBeVisible();
    await fits();
    await picture(one, info, 'revealed-narrow', true);

    await click({ do: 'end' });
    await hears('The session has ended.');
    await tabTo(one, one.getByRole('link', { name: 'To your class' }));
    await one.keyboard.press('Enter');
    await expect(title(one, 'Media 7b')).toBeVisible();
    await begun(page, session, [`exercise:${SORT}`]);
    await expect(title(one, 'You are in')).toBeVisible({ timeout: 20_000 });
    heeds.expectCalm();
  });
});
