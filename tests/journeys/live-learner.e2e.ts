import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { current, exercise, expect, picture, press, ready, tabTo, test } from './helpers.ts';
import { begun, heeded, inside, isDone, phone, scanned, started, title, type Started } from './live.ts';
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

/** The id of a learner who is in, as the instructor's device hears it. */
const learnerOf = (page: Page, { desk }: Started, name: string): Promise<string> =>
  page.evaluate(
    ([url, name]) =>
      new Promise<string>((found) => {
        const source = new EventSource(url);
        source.addEventListener('view', (event) => {
          const { seats } = JSON.parse(String(event.data)) as { seats: { learner: string; name: string }[] };
          const seat = seats.find((one) => one.name === name);
          if (!seat) return;
          source.close();
          found(seat.learner);
        });
      }),
    [new URL(`${desk}events`, new URL('/', page.url())).href, name] as const
  );

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
    await press(one.getByRole('button', { name: 'I am done' }));
    await expect(one.getByText(/^\d of \d+ are given\. Done all the same\?$/)).toBeVisible();
    await picture(one, info, 'done-asked-phone');
    await press(one.getByRole('button', { name: 'Yes, I am done' }));
    await expect(one.getByText(/^You are done/)).toBeVisible();
    await picture(one, info, 'done-phone', true);
    await press(one.getByRole('button', { name: 'Change my answer' }));
    await press(exercise(one, SORT).getByRole('radio').nth(1));
    await press(one.getByRole('button', { name: 'I am done' }));
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
    const { violations } = await new AxeBuilder({ page: two }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);

    await click({ do: 'end' });
    await expect(title(one, 'The session has ended')).toBeVisible();
    await expect(one.getByRole('link', { name: 'To your class' })).toBeVisible();
    await picture(one, info, 'ended-phone', true);
    await one.reload();
    await expect(title(one, 'The session has ended')).toBeVisible();
    heeds.expectCalm();
    wire.end();
  });

  test('may take another text unseen, go at their own pace, and is told calmly why they are not in', async ({
    page,
    browser
  }, info) => {
    test.slow();
    const session = await started(page, [`exercise:${SORT}`, `exercise:${LETTER}`]);
    const [first, second] = session.parts as [string, string];
    const { click } = session;
    const heeds = heeded();
    const one = await inside(browser, session, phone, heeds.meet);
    await click({ do: 'go', to: 1 });
    await expect(one.getByText('The text contains:')).toBeVisible();
    await picture(one, info, 'contains-phone', true);
    await press(one.getByRole('button', { name: 'Do that instead' }));
    await expect(one.getByText(/^You do “.*” when it opens\.$/)).toBeVisible();
    await picture(one, info, 'contains-instead-phone', true);
    await press(one.getByRole('button', { name: /^Go back to: / }));
    await expect(one.getByText('The text contains:')).toBeVisible();
    await click({ do: 'pace', pace: 'own' });
    await click({ do: 'go', to: 0 });
    await click({ do: 'open', part: first, minutes: null });
    await expect(exercise(one, SORT)).toBeVisible();
    await click({ do: 'go', to: 1 });
    await click({ do: 'open', part: second, minutes: null });
    await expect(one.locator('.live .crumbs')).toContainText('Exercise 1 of 2');
    await press(one.getByRole('button', { name: 'To where the class is' }));
    await expect(exercise(one, LETTER)).toBeVisible();
    await press(one.getByRole('button', { name: 'Previous exercise' }));
    await expect(exercise(one, SORT)).toBeVisible();
    await one.reload();
    await ready(one);
    await expect(exercise(one, SORT)).toBeVisible();
    await press(one.getByRole('button', { name: 'Next exercise' }));
    await expect(exercise(one, LETTER)).toBeVisible();
    await one.getByText('Rather not this text?').click();
    await picture(one, info, 'stand-in-phone', true);
    await press(one.getByRole('button', { name: 'Do that instead' }));
    await expect(one.getByText('You do another exercise here')).toBeVisible();
    await expect(exercise(one, LETTER)).toHaveCount(0);
    await ready(one);
    await press(one.locator('[data-exercise]').getByRole('radio').first());
    await isDone({ page: one, keys: false });
    await click({ do: 'close', part: second });
    await click({ do: 'show', part: second });
    await expect(one.getByText(/^The class talks about/)).toBeVisible();
    await picture(one, info, 'instead-shown-phone', true);
    await click({ do: 'reveal', part: second });
    await expect(one.getByRole('heading', { name: 'Your answer, and the key' })).toBeVisible();

    await click({ do: 'door', shut: true });
    const late = await scanned(browser, session, {}, heeds.meet);
    await expect(late.getByText(/it is shut to newcomers/)).toBeVisible();
    await expect(late.getByRole('form', { name: 'Choose a name' })).toHaveCount(0);
    await picture(late, info, 'shut-join-wide', true);
    await late.getByText('Join the class without the session').click();
    await late.getByRole('button', { name: 'Choose a name all the same' }).click();
    await press(late.getByRole('form', { name: 'Choose a name' }).getByRole('button').first());
    await expect(late.getByRole('heading', { name: /^Your class is live now/ })).toBeVisible();
    await picture(late, info, 'class-wide', true);
    await late.getByRole('link', { name: 'Go in' }).click();
    await expect(title(late, 'The door is shut')).toBeVisible();
    await picture(late, info, 'shut-wide', true);
    await click({ do: 'door', shut: false });
    await expect(title(late, 'The key and its reasons')).toBeVisible({ timeout: 20_000 });

    const name = await late
      .locator('p', { hasText: /^You are / })
      .locator('strong')
      .first()
      .innerText();
    const learner = await learnerOf(page, session, name);
    await click({ do: 'out', learner });
    await expect(title(late, 'You are not in this session any more')).toBeVisible();
    await picture(late, info, 'out-wide', true);
    await click({ do: 'in', learner });
    await expect(title(late, 'The key and its reasons')).toBeVisible({ timeout: 20_000 });

    await late.context().clearCookies();
    await click({ do: 'go', to: 0 });
    await expect(title(late, 'This device is not in the class any more')).toBeVisible();
    await picture(late, info, 'signed-out-wide', true);
    await late.reload();
    await expect(late).toHaveURL(/\/join\/\?back=/);

    const ended = await page.request.post(`./desk/classes/${session.classId}/settings/?/end`, {
      headers: { origin: new URL(page.url()).origin, accept: 'text/html' },
      ...{ form: {}, maxRedirects: 0 }
    });
    expect(ended.status()).toBe(200);
    // Told at once, and not when the server looks by itself, every fifteen seconds.
    await expect(title(one, 'The session has ended')).toBeVisible({ timeout: 5000 });
    heeds.expectCalm(/status of 401/);
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
    await expect(goOn).toHaveAccessibleDescription(/^1 of \d+ is given\. Done all the same\?$/);
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
    const { violations } = await new AxeBuilder({ page: one }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
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
