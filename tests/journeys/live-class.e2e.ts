import type { Browser, Locator, Page } from '@playwright/test';
import { current, exercise, expect, keyOf, picture, ready, select, tabTo, test } from './helpers.ts';
import { inside, newClass, phone, scanned, title, watched, type Watched } from './live.ts';
import { bare, expectStrict, reasonsIn } from './secrets.ts';
import { wireTo, type Wire } from './wire.ts';

const SORT = 'warm-up/sort-careful';
const SECOND = 'warm-up/mark-indirect-careful';

interface Learner {
  page: Page;
  wire: Wire;
  watch: Watched;
  keys: boolean;
}

/** Joins a class of which the code stands on the wall. */
async function comesIn(
  browser: Browser,
  code: string,
  { wire, keys = false }: { wire: Wire; keys?: boolean }
): Promise<Learner> {
  let watch!: Watched;
  const options = { ...phone, baseURL: wire.url };
  const meet: Parameters<typeof scanned>[3] = (context) => (watch = watched(context));
  const page = await (keys ? scanned : inside)(browser, { code }, options, meet);
  if (keys) {
    await tabTo(page, page.getByRole('form', { name: 'Choose a name' }).getByRole('button').first());
    await page.keyboard.press('Enter');
  }
  await expect(title(page, 'You are in')).toBeVisible();
  return { page, wire, watch, keys };
}

/** Gives the statement that is asked about its nth label. */
async function gives({ page, keys }: Learner, n: number): Promise<void> {
  await ready(page);
  const task = exercise(page, SORT);
  if (!keys) return task.getByRole('radio').nth(n).click();
  await tabTo(page, current(task));
  await page.keyboard.press(String(n + 1));
}

async function isDone({ page, keys }: Learner): Promise<void> {
  const button = page.getByRole('button', { name: 'I am done' });
  if (keys) {
    await tabTo(page, button);
    await page.keyboard.press('Enter');
  } else await button.click();
  await expect(page.getByText(/^You are done/)).toBeVisible();
}

const all = (learners: readonly Learner[], expected: (page: Page) => Promise<unknown>) =>
  Promise.all(learners.map(({ page }) => expected(page)));

/** What the instructor does next, where the step stands thus after it. */
async function leads(button: Locator, stands: string): Promise<void> {
  await button.click();
  await expect(button.page().getByRole('status').getByText(stands, { exact: true })).toBeVisible();
}

test.describe('A live class @server @wide', () => {
  test('of eight goes from the code on the wall to the report, one of them by keyboard and one on a poor line, and nobody sees what others gave before it is shown', async ({
    page,
    context,
    browser,
    baseURL
  }, info) => {
    test.slow();
    const desk = watched(context);
    const lead = (name: string) => page.getByRole('button', { name, exact: true });
    await newClass(page);
    const reasons = reasonsIn(await keyOf(page, SORT, 'sort')).map(bare);
    await page.getByRole('link', { name: 'Start live' }).click();
    for (const name of [SORT, SECOND]) await page.locator(`[value="exercise:${name}"]`).check();
    await page.getByRole('button', { name: 'Start live', exact: true }).click();
    const [wall] = await Promise.all([
      page.waitForEvent('popup'),
      page.getByRole('link', { name: 'Open the wall' }).click()
    ]);
    await wall.setViewportSize({ width: 1920, height: 1080 });
    const code = await wall.locator('.code').innerText();

    const wires = await Promise.all(
      Array.from({ length: 8 }, (_, i) => wireTo(baseURL!, i === 7 ? { rate: 150_000 } : {}))
    );
    const learners = await Promise.all(
      wires.map((wire, i) => comesIn(browser, code, { wire, keys: i === 6 }))
    );
    const poor = learners.at(-1)!;
    const good = learners.slice(0, -1);
    await expect(wall.getByText('8 are in')).toBeVisible();
    await expect(page.getByText('8 learners are in.')).toBeVisible();
    await expect(wall.getByRole('listitem')).toHaveCount(0);
    await page.getByRole('switch', { name: 'Names on the wall' }).click();
    await expect(wall.getByRole('listitem')).toHaveCount(8);
    await picture(wall, info, 'wall-lobby');
    const names = await wall.getByRole('listitem').allInnerTexts();
    // Names are on offer to everybody until somebody takes them.
    for (const { wire } of learners) wire.forget();

    await leads(lead('Go to the first step'), 'Not opened yet');
    await leads(lead('Open for answers'), 'Open: everybody answers alone');
    await all(learners, (each) => expect(title(each, 'Answer by yourself')).toBeVisible());
    await ready(poor.page);
    poor.wire.cut();
    await gives(poor, 1);
    // Five read it one way, and three another.
    await Promise.all(good.map((each, i) => gives(each, i < 5 ? 0 : 1).then(() => isDone(each))));
    await expect(wall.getByText('7 of 8 have begun, 7 are done')).toBeVisible();
    await leads(lead('Close the answers'), 'Closed, nothing is shown yet');
    await all(good, (each) => expect(title(each, 'Answers are closed')).toBeVisible());
    await expect(page.getByText('7 answers.')).toBeVisible();
    poor.wire.mend();
    // Given in time, and come late.
    await expect(page.getByText('8 answers.')).toBeVisible({ timeout: 30_000 });
    await expect(title(poor.page, 'Answers are closed')).toBeVisible();
    const told = () => learners.map(({ wire }) => wire.heard());
    for (const heard of told()) {
      expect(heard).toContain('event: view');
      expect(heard).not.toMatch(/event: board|"readings"/);
    }

    await leads(lead('Show what the class gave'), 'What the class gave is shown');
    await all(learners, async (each) => {
      await expect(each.getByText(/^8 answers were given/)).toBeVisible();
      const items = each.getByRole('region', { name: 'What was given, item by item' });
      await expect(items.getByRole('row', { name: /^1: / })).toContainText(/5.*States.*3.*Characterises/s);
    });
    await expect(wall.locator('.heat, [data-unit]').first()).toBeVisible();
    for (const heard of told()) expect(heard).toMatch(/event: board/);
    await picture(wall, info, 'wall-shown');
    await picture(page, info, 'desk-shown', true);
    poor.wire.drop();
    const { places } = (await keyOf(page, SORT, 'sort')).entries[3]!;
    await lead('Select words to point at').click();
    await select(page, page.getByLabel('The text', { exact: true }), 'warm-up', places[0]!);
    await lead('Point at this').click();
    await all(learners, (each) => expect(each.getByText(/^Look at: “/)).toBeVisible());
    await expect(wall.locator('.pointed').first()).toBeInViewport();
    await picture(wall, info, 'wall-pointed');

    await leads(lead('Let them answer again'), 'Open again: second answers');
    await all(learners, (each) => expect(title(each, 'Answer once more')).toBeVisible());
    poor.wire.drop();
    // The last three think again.
    await Promise.all(
      learners.map(async (each, i) => {
        if (i >= 5) await gives(each, 0);
        await isDone(each);
      })
    );
    await expect(wall.getByText('8 of 8 have begun, 8 are done')).toBeVisible();
    await leads(lead('Close the answers'), 'Closed again');
    await all(learners, (each) => expect(title(each, 'Answers are closed')).toBeVisible());
    for (const heard of told()) {
      expect(heard).not.toContain('"second":{');
      const text = bare(heard);
      expect(reasons.filter((reason) => text.includes(reason))).toEqual([]);
    }

    await leads(lead('Reveal key and reasons'), 'Key and reasons are shown');
    await all(learners, async (each) => {
      await expect(title(each, 'The key and its reasons')).toBeVisible();
      await expect(each.getByText('3 of you changed something.')).toBeVisible();
    });
    await expect(
      wall.getByRole('heading', { name: 'As the key has it: first, and after you talked' })
    ).toBeVisible();
    await picture(wall, info, 'wall-revealed');
    for (const heard of told()) {
      expect(heard).toContain('"second":{');
      expect(bare(heard)).toContain(reasons[0]);
      expect(names.filter((name) => heard.includes(name)).length).toBeLessThanOrEqual(1);
    }

    await leads(lead('Next step'), 'Not opened yet');
    await all(learners, (each) => expect(title(each, 'The next exercise opens in a moment')).toBeVisible());
    await leads(lead('Open for answers'), 'Open: everybody answers alone');
    await expect(exercise(learners[0]!.page, SECOND)).toBeVisible();
    await lead('End the session').click();
    await lead('End it for everybody').click();
    await all(learners, (each) => expect(title(each, 'The session has ended')).toBeVisible());
    await expect(wall.getByText('The session has ended.')).toBeVisible();
    await expect(page).toHaveURL(/\/report\/$/);
    await expect(
      page.getByText('8 answers at first, 8 the second time; 3 of 8 who answered twice changed something.')
    ).toBeVisible();
    await picture(page, info, 'report', true);

    const site = new URL(baseURL!).host;
    for (const { hosts, policies, complaints } of [desk, ...learners.map(({ watch }) => watch)]) {
      for (const [path, policy] of policies) expectStrict(policy, path);
      // A line that breaks is said in the console, and nothing else is.
      expect(complaints.filter((said) => !/net::ERR_/.test(said))).toEqual([]);
      if (hosts === desk.hosts) expect([...hosts]).toEqual([site]);
    }
    for (const { watch, wire } of learners) {
      expect([...watch.hosts]).toEqual([new URL(wire.url).host]);
      wire.end();
    }
  });
});
