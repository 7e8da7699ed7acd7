import type { Page } from '@playwright/test';
import { exercise, expect, picture, press, ready, test } from './helpers.ts';
import { heeded, inside, isDone, phone, scanned, started, title, type Started } from './live.ts';

const SORT = 'warm-up/sort-careful';
const LETTER = 'khojaly/sort-letter-2022';

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

test.describe('A learner who is not where the class is @server @wide', () => {
  test('may take another exercise unseen, go at their own pace, and is told calmly why they are not in', async ({
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
    await expect(one.getByText(/^The text speaks of /)).toBeVisible();
    await picture(one, info, 'contains-phone', true);
    await press(one.getByRole('button', { name: 'Do that instead' }));
    await expect(one.getByText(/^You do “.*” when it opens\.$/)).toBeVisible();
    await picture(one, info, 'contains-instead-phone', true);
    await press(one.getByRole('button', { name: /^Go back to: / }));
    await expect(one.getByText(/^The text speaks of /)).toBeVisible();
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
    await expect(one.locator('.shown')).toHaveCount(0);
    await one.getByText('Look all the same').click();
    await expect(one.getByText(/^The text speaks of /)).toBeInViewport();
    await expect(one.locator('.shown')).toBeVisible();
    await picture(one, info, 'instead-looks-phone', true);
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
});
