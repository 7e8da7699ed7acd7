import type { Page } from '@playwright/test';
import {
  check,
  exercise,
  expect,
  headOf,
  open,
  practice,
  press,
  questionOf,
  ready,
  test
} from './helpers.ts';

const LESSON = 'warm-up/02-where-attribution-stops';
const TITLE = 'Where attribution stops';
const asked = headOf(LESSON).later;

/** Finishes the lesson on a Monday evening: its exercises are checked, as empty as they are. */
async function finish(page: Page, at = '2026-11-02T18:30:00Z'): Promise<void> {
  await page.clock.setFixedTime(at);
  for (const name of ['warm-up/mark-careful', 'warm-up/mark-careless']) {
    await open(page, practice(name));
    await check(exercise(page, name));
    await expect(exercise(page, name)).toHaveAttribute('data-state', 'checked');
  }
}

const offer = (page: Page) => page.getByRole('region', { name: 'A week later' });

test.describe('A week after a lesson', () => {
  test('three questions are offered from the seventh day on, and not an hour before', async ({ page }) => {
    await finish(page);
    await open(page, `./learn/${LESSON}/`);
    await expect(page.getByText('From 9 November 2026 on, three short questions')).toBeVisible();
    for (const at of ['2026-11-02T20:00:00Z', '2026-11-08T23:59:00Z']) {
      await page.clock.setFixedTime(at);
      await open(page, './');
      await expect(page.getByRole('link', { name: /^(Start|Continue): / })).toBeVisible();
      await expect(offer(page)).toHaveCount(0);
      await open(page, `./learn/${LESSON}/later/`);
      await expect(page.getByText('This check waits for you from 9 November 2026 on')).toBeVisible();
      await expect(page.getByRole('group', { name: /^Question/ })).toHaveCount(0);
    }
    await page.clock.setFixedTime('2026-11-09T00:01:00Z');
    for (const path of ['./', './learn/']) {
      await open(page, path);
      await expect(offer(page)).toContainText(`It is seven days since “${TITLE}”`);
    }
    await page.clock.setFixedTime('2026-11-14T12:00:00Z');
    await open(page, './');
    await expect(offer(page)).toContainText(`It is 12 days since “${TITLE}”`);
    // A clock that was set back takes the offer away, and nothing else.
    await page.clock.setFixedTime('2026-10-01T12:00:00Z');
    await page.reload();
    await ready(page);
    await expect(page.getByRole('link', { name: /^(Start|Continue): / })).toBeVisible();
    await expect(offer(page)).toHaveCount(0);
  });

  test('what has stayed is kept and said in words, with what to take up again', async ({ page }) => {
    await finish(page);
    await page.clock.setFixedTime('2026-11-09T08:00:00Z');
    await open(page, './');
    await press(offer(page).getByRole('link', { name: 'Answer them' }));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(`What has stayed of “${TITLE}”?`);
    await expect(page.getByText('It is seven days since you finished it.')).toBeVisible();
    for (const [i, { options, answer, because }] of asked.entries()) {
      const choice = i === 1 ? options.find((option) => option !== answer)! : answer;
      await questionOf(page, i + 1)
        .getByRole('button', { name: choice, exact: true })
        .focus();
      await page.keyboard.press('Enter');
      await expect(questionOf(page, i + 1).getByRole('status')).toContainText(because);
    }
    await expect(page.getByText('Held after a week: two of three.')).toBeVisible();
    const again = page.getByRole('region', { name: 'Take it up again' });
    await expect(again.getByRole('listitem')).toHaveCount(2);

    await page.reload();
    await ready(page);
    await expect(page.getByText('Held after a week: two of three.')).toBeVisible();
    await expect(page.getByRole('button', { pressed: true })).toHaveCount(3);

    await open(page, './results/');
    await expect(page.getByRole('region', { name: 'What has stayed after a week' })).toContainText(
      /Held after a week: two of three \(9 November 2026\)/
    );
    await open(page, './');
    await expect(page.getByRole('link', { name: /^(Start|Continue): / })).toBeVisible();
    await expect(offer(page)).toHaveCount(0);
    await open(page, `./learn/${LESSON}/`);
    await expect(page.getByText('Held after a week: two of three, on 9 November 2026.')).toBeVisible();
  });

  test('begun and left for a while, it goes on where it was', async ({ page }) => {
    await finish(page);
    await page.clock.setFixedTime('2026-11-09T08:00:00Z');
    await open(page, `./learn/${LESSON}/later/`);
    await press(questionOf(page, 1).getByRole('button').first());
    await page.clock.setFixedTime('2026-11-11T08:00:00Z');
    await page.reload();
    await ready(page);
    await expect(questionOf(page, 1).getByRole('button').first()).toHaveAttribute('aria-pressed', 'true');
    await expect(page.getByText(/^Held after a week/)).toHaveCount(0);
    await expect(questionOf(page, 2).getByRole('button', { pressed: true })).toHaveCount(0);
  });

  test('who leaves it is not asked again, and still finds it under results', async ({ page }) => {
    await finish(page);
    await page.clock.setFixedTime('2026-11-10T08:00:00Z');
    await open(page, './learn/');
    await press(offer(page).getByRole('button', { name: 'Leave it' }));
    await expect(page.getByText('It is not offered again.')).toBeFocused();
    await expect(offer(page)).toHaveCount(0);
    await page.clock.setFixedTime('2026-12-10T08:00:00Z');
    await page.reload();
    await ready(page);
    await expect(page.getByRole('link', { name: /^(Start|Continue): / })).toBeVisible();
    await expect(offer(page)).toHaveCount(0);
    await open(page, './results/');
    await press(page.getByRole('link', { name: `Three questions on “${TITLE}”` }));
    await expect(questionOf(page, 1)).toBeVisible();
  });

  test('it is the first thing that results propose; before it is due, what is weakest', async ({ page }) => {
    await finish(page);
    const next = page.getByRole('region', { name: 'What to take up again' });
    await open(page, './results/');
    await expect(next).toContainText('Where attribution stops is where another look helps most: 0 of 100');
    await page.clock.setFixedTime('2026-11-09T08:00:00Z');
    await page.reload();
    await ready(page);
    await expect(next.getByRole('link', { name: 'Answer three questions' })).toBeVisible();
    await expect(next.locator('.leads')).toHaveCount(1);
    const row = page
      .getByRole('region', { name: 'Skill by skill' })
      .getByRole('row', { name: /^Where attribution stops/ });
    await expect(row).toContainText(/2 of \d+/);
    // On a phone what is done stands under the skill.
    for (const n of [-2, -1]) await expect(row.getByRole('cell').nth(n)).toHaveText('0');
  });

  test('of a lesson that is not finished says so, with a way there', async ({ page }) => {
    await open(page, `./learn/${LESSON}/later/`);
    await press(page.getByRole('link', { name: 'Go to the lesson' }));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(TITLE);
  });
});
