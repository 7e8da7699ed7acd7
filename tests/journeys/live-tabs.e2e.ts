import { exercise, expect, press, ready, test } from './helpers.ts';
import { inside, phone, started, title } from './live.ts';

const SORT = 'warm-up/sort-careful';
const TABS = 5;

test('Of more tabs of a learner than can listen the first stops and says so; what was answered in it goes out, and it comes back when it is asked to @server @wide', async ({
  page,
  browser
}) => {
  test.slow();
  const session = await started(page, [`exercise:${SORT}`]);
  const first = await inside(browser, session, phone);
  await session.click({ do: 'go', to: 0 });
  await session.click({ do: 'open', part: session.parts[0]!, minutes: null });
  await ready(first);
  await expect(exercise(first, SORT)).toBeVisible();
  let goes = () => {};
  const may = new Promise<void>((over) => (goes = over));
  await first.route(/\/save$/, async (route) => {
    await may;
    await route.continue();
  });
  await press(exercise(first, SORT).getByRole('radio').nth(1));
  const others = [];
  for (let n = 0; n < TABS; n++) {
    const tab = await first.context().newPage();
    await tab.goto(first.url());
    await expect(exercise(tab, SORT)).toBeVisible();
    others.push(tab);
  }
  await expect(title(first, 'This tab has stopped')).toBeVisible();
  goes();
  // The other tabs have the answer from the server.
  await expect(
    exercise(others.at(-1)!, SORT)
      .getByText(/^1 of \d+$/)
      .first()
  ).toBeVisible();
  await others[0]!.close();
  await press(first.getByRole('link', { name: 'Try again now' }));
  await expect(exercise(first, SORT)).toBeVisible();
});
