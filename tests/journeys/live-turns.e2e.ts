import type { Locator, Page } from '@playwright/test';
import { keyOf } from './attributing.ts';
import {
  current,
  exercise,
  expect,
  open,
  picture,
  press,
  ready,
  select,
  test,
  textOf,
  textRegion,
  toolbar
} from './helpers.ts';
import { inside, started } from './live.ts';
import { ledgerKey, sheet } from './solving.ts';

const LEDGER = 'khojaly/ledger-origins';
const MARK = 'khojaly/mark-azernews-2022';
const SORT = 'warm-up/sort-careful';

/** Which of these are wholly on the wall, below what stays on top, by their number. */
const onWall = (wall: Page, all: Locator): Promise<number[]> =>
  wall
    .evaluate(() => document.querySelector('.stays')!.getBoundingClientRect().bottom)
    .then((top) =>
      all.evaluateAll(
        (items, top) =>
          items.flatMap((item, i) => {
            const box = item.getBoundingClientRect();
            return box.top >= top && box.bottom <= innerHeight ? [i] : [];
          }),
        top
      )
    );

test('A wall is turned to the end of a table that is higher than it, to all shares below the texts, and never to an empty screen; a second press goes no further @server @wide', async ({
  page,
  context,
  browser
}, info) => {
  test.slow();
  const session = await started(page, [`exercise:${LEDGER}`, `exercise:${MARK}`, `exercise:${SORT}`]);
  const learner = await inside(browser, session);
  const wall = await context.newPage();
  await wall.setViewportSize({ width: 1280, height: 720 });
  await open(page, session.desk);
  await open(wall, `${session.desk}wall/`);
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const leads = async (name: string, says: string) => {
    await button(name).click();
    await expect(wall.getByRole('status').getByText(says, { exact: true })).toBeVisible();
  };
  const reveals = () => leads('Reveal key and reasons', 'The key; its reasons are on your own page');
  const stands = (says: string) =>
    expect(page.getByText(`On the wall: ${says}`, { exact: true })).toBeVisible();
  const down = button('Wall down a paragraph');
  const shares = wall.getByRole('region', { name: /^As the key has it/ });
  const toLast = async (step: number, pack: string, source: string) => {
    const end = textOf(pack, source).trimEnd().length;
    const place = { source, start: end - 2, end: end - 1 };
    await session.click({ do: 'turn', part: session.parts[step]!, place });
    await expect(page.getByText(/^On the wall: .*paragraph (\d+) of \1\.$/)).toBeVisible();
  };
  /** Turns the wall below the texts, from their last paragraph; there it stays when it is loaded again. */
  const below = async (step: number, pack: string, source: string) => {
    await toLast(step, pack, source);
    await down.click();
    await stands('below the texts.');
    await expect(shares.getByRole('listitem').first()).toBeInViewport({ ratio: 1 });
    await wall.reload();
    await expect(shares.getByRole('listitem').first()).toBeInViewport({ ratio: 1 });
  };

  // Whoever presses twice, or holds the key down, does one thing.
  await button('Go to the first step').dblclick();
  await expect(button('Open for answers')).toBeEnabled();
  await button('Open for answers').focus();
  for (let i = 0; i < 8; i++) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await expect(wall.getByRole('status').getByText('Everybody answers alone', { exact: true })).toBeVisible();

  await ready(learner);
  const ledger = exercise(learner, LEDGER);
  const { cells } = await ledgerKey(page, LEDGER);
  const cell = cells.find(({ id }) => id === 'killed-total@azernews-2022')!;
  await sheet(learner, ledger, false);
  await select(learner, ledger.locator('.passage').first(), 'khojaly', cell.mentions[0]!.place);
  await press(toolbar(learner).getByRole('button', { name: /^Into row a: / }));
  await expect(wall.getByText('1 answered something, 0 say they are done')).toBeVisible();
  await button('Close the answers').dblclick();
  await expect(wall.getByRole('status').getByText('The answers are closed', { exact: true })).toBeVisible();
  await leads('Show what the class gave', 'What the class gave');
  await reveals();
  const rows = wall.getByRole('region', { name: 'The ledger, with what was put into it' }).getByRole('row');
  await expect(rows.last()).not.toBeInViewport({ ratio: 1 });
  await down.click();
  await stands('the end of the table.');
  await expect(rows.last()).toBeInViewport({ ratio: 1 });
  await picture(wall, info, 'wall-table-end');
  await below(0, 'khojaly', 'appeal-2026');
  const seen = await onWall(wall, shares.getByRole('listitem'));
  await down.click();
  await expect(down).toHaveAttribute('aria-disabled', 'true');
  const rest = shares.getByRole('listitem').last();
  await expect(rest).toBeInViewport({ ratio: 1 });
  const all = await shares.getByRole('listitem').count();
  expect(new Set([...seen, ...(await onWall(wall, shares.getByRole('listitem')))]).size).toBe(all);
  await picture(wall, info, 'wall-ledger-below');

  await leads('Next step', 'It opens in a moment');
  await leads('Open for answers', 'Everybody answers alone');
  await ready(learner);
  const { units } = await keyOf(page, MARK, 'mark');
  const marks = exercise(learner, MARK);
  await select(learner, textRegion(marks), 'khojaly', units[0]!.places[0]!);
  await press(toolbar(learner).getByRole('button').first());
  await leads('Close the answers', 'The answers are closed');
  await reveals();
  await below(1, 'khojaly', 'azernews-2022');
  await expect(shares).toContainText('how much of it you marked, or left alone, as the key does');
  await expect(shares.getByRole('listitem').first()).toBeInViewport({ ratio: 1 });
  await picture(wall, info, 'wall-mark-below');

  await leads('Next step', 'It opens in a moment');
  await leads('Open for answers', 'Everybody answers alone');
  await ready(learner);
  await current(exercise(learner, SORT)).focus();
  for (const key of ['1', 'ArrowRight', '2']) await learner.keyboard.press(key);
  await expect(learner.getByText(/^2 of \d+$/).first()).toBeVisible();
  await leads('Close the answers', 'The answers are closed');
  await reveals();
  // Its shares stand beside the text: nothing is below it to be turned to.
  await toLast(2, 'warm-up', 'careful');
  await expect(down).toHaveAttribute('aria-disabled', 'true');
  await expect(shares).toBeInViewport({ ratio: 0.5 });
  await picture(wall, info, 'wall-sort-end');
});
