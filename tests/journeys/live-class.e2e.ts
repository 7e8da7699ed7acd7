import type { Locator, Page } from '@playwright/test';
import { keyOf } from './attributing.ts';
import { exercise, expect, expectFocusSeen, open, picture, ready, select, tabTo, test } from './helpers.ts';
import { comesIn, gives, inside, isDone, newClass, title, watched, type Learner } from './live.ts';
import { looked } from './looking.ts';
import { bare, expectStrict, reasonsIn } from './secrets.ts';
import { wireTo } from './wire.ts';

const SORT = 'warm-up/sort-careful';
const SECOND = 'warm-up/mark-indirect-careful';

const all = (learners: readonly Learner[], expected: (page: Page) => Promise<unknown>) =>
  Promise.all(learners.map(({ page }) => expected(page)));

/** What the instructor does next, where the step stands thus after it. */
async function leads(button: Locator, stands: string): Promise<void> {
  await button.click();
  await expect(button.page().getByRole('status').getByText(stands, { exact: true })).toBeVisible();
}

/** The words of the texts through which what stays on top of a wall cuts. */
const cutBy = (wall: Page): Promise<string[]> =>
  wall.evaluate(() => {
    const edge = document.querySelector('.stays')!.getBoundingClientRect().bottom;
    const range = document.createRange();
    return [...document.querySelectorAll('.passages p[data-from]')].flatMap((paragraph) => {
      range.selectNodeContents(paragraph);
      const cut = [...range.getClientRects()].some(({ top, bottom }) => top < edge - 2 && bottom > edge + 2);
      return cut ? [paragraph.textContent] : [];
    });
  });

test.describe('A live class @server @wide', () => {
  test('of eight goes from the code on the wall to the report, one of them by keyboard and one on a poor line; nobody sees what others gave before it is shown, and nobody else is asked for anything', async ({
    page,
    context,
    browser,
    baseURL
  }, info) => {
    test.slow();
    const desk = watched(context);
    const lead = (name: string) => page.getByRole('button', { name, exact: true });
    const { classId } = await newClass(page);
    const start = `./desk/classes/${classId}/live/new/`;
    const reasons = reasonsIn(await keyOf(page, SORT, 'sort')).map(bare);
    await page.getByRole('link', { name: 'Start live' }).click();
    for (const name of [SORT, SECOND]) await page.locator(`[value="add exercise:${name}"]`).click();
    await expect(page.getByRole('heading', { name: 'Chosen, 2' })).toBeVisible();
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
    const seventh = wall.locator('[data-unit="7"] .sign');
    await expect(wall.locator('.passages')).toBeVisible();
    // Letters come when it opens, on the desk as on the wall.
    for (const one of [seventh, page.locator('[data-unit="7"] .sign')]) await expect(one).toHaveCount(0);
    await leads(lead('Open for answers'), 'Open: everybody answers alone');
    await all(learners, (each) => expect(title(each, 'Answer by yourself')).toBeVisible());
    // “Have a look at g” can be said.
    await expect(seventh).toHaveText('g');
    await expect(exercise(learners[0]!.page, SORT).getByRole('img', { name: 'Statement g:' })).toHaveText(
      'g'
    );
    await lead('Wall down a paragraph').click();
    await expect(page.getByText(/^On the wall: paragraph 2 of/)).toBeVisible();
    /** What stays on top of the wall, and the paragraph below it. */
    const boxes = async (n: number) => {
      const [top, text] = [wall.locator('.stays'), wall.locator('.passages p[data-from]').nth(n - 1)];
      const [above, below] = await Promise.all([top.boundingBox(), text.boundingBox()]);
      return [above!.height, below!.x, below!.y, below!.width].map(Math.round);
    };
    const wallSays = (words: string) =>
      expect(wall.getByRole('status').getByText(words, { exact: true })).toBeVisible();
    await expect.poll(async () => (await boxes(2))[2]).toBeLessThan(400);
    const stood = await boxes(2);
    await ready(poor.page);
    poor.wire.cut();
    await gives(poor, SORT, 1);
    // Five read it one way, and three another.
    await Promise.all(good.map((each, i) => gives(each, SORT, i < 5 ? 0 : 1).then(() => isDone(each))));
    await expect(wall.getByText('7 of 8 answered something, 7 say they are done')).toBeVisible();
    await leads(lead('Close the answers'), 'Closed, nothing is shown yet');
    await wallSays('The answers are closed');
    expect(await boxes(2)).toEqual(stood);
    await all(good, (each) => expect(title(each, 'Answers are closed')).toBeVisible());
    await expect(page.getByText('7 of 8 answered something, ')).toBeVisible();
    poor.wire.mend();
    // Given in time, and come late.
    await expect(page.getByText('8 of 8 answered something, ')).toBeVisible({ timeout: 30_000 });
    await expect(title(poor.page, 'Answers are closed')).toBeVisible();
    const told = () => learners.map(({ wire }) => wire.heard());
    for (const heard of told()) {
      expect(heard).toContain('event: view');
      expect(heard).not.toMatch(/event: board|"readings"|"turned"|"wayIn"/);
    }

    await leads(lead('Show what the class gave'), 'What the class gave is shown');
    await all(learners, async (each) => {
      await expect(each.getByText(/^8 answers were given/)).toBeVisible();
      const items = each.getByRole('region', { name: 'What was given, item by item' });
      await expect(items.getByRole('row', { name: /^a: / })).toContainText(/5.*States.*3.*Characterises/s);
    });
    await expect(wall.locator('.heat, [data-unit]').first()).toBeVisible();
    await wallSays('What the class gave');
    expect(await boxes(2)).toEqual(stood);
    for (const heard of told()) expect(heard).toMatch(/event: board/);
    await picture(wall, info, 'wall-shown');
    await picture(page, info, 'desk-shown', true);
    poor.wire.drop();
    const bell = page.getByRole('button', { name: /^a: 5 States, 3 Characterises\. / });
    await bell.click();
    await all(learners, (each) => expect(each.getByText(/^Look at a: “Lost harbour bell/)).toBeVisible());
    await expect(wall.locator('.pointed').first()).toBeInViewport();
    await expect(bell).toHaveAttribute('aria-pressed', 'true');
    await bell.click();
    await all(learners, (each) => expect(each.getByText(/^Look at( .+)?: /)).toHaveCount(0));
    await expect(wall.locator('.pointed')).toHaveCount(0);
    const { places } = (await keyOf(page, SORT, 'sort')).entries[3]!;
    await lead('Select words to point at').click();
    await expect(bell).toHaveCount(0);
    await page.keyboard.press('Escape');
    await expect(bell).toBeVisible();
    await lead('Select words to point at').click();
    await select(page, page.getByLabel('Report in The Quay Lantern', { exact: true }), 'warm-up', places[0]!);
    await lead('Point at this').click();
    await all(learners, (each) => expect(each.getByText(/^Look at( .+)?: “/)).toBeVisible());
    await expect(wall.locator('.pointed').first()).toBeInViewport();
    expect(await cutBy(wall)).toEqual([]);
    await picture(wall, info, 'wall-pointed');
    // The words are chosen: what the class gave is here again, and so is what may be done next.
    await expect(bell).toBeVisible();
    await expect(lead('Reveal key and reasons')).toBeVisible();

    await leads(lead('Let them answer again'), 'Open again: second answers');
    await all(learners, (each) => expect(title(each, 'Answer once more')).toBeVisible());
    // What is answered is known by its letter still.
    await expect(exercise(learners[0]!.page, SORT).getByRole('img', { name: 'Statement a:' })).toHaveText(
      'a S'
    );
    poor.wire.drop();
    // Whoever loads their page anew is where they were.
    await Promise.all([page.reload(), learners[0]!.page.reload()]);
    // The last three think again.
    await Promise.all(
      learners.map(async (each, i) => {
        if (i >= 5) await gives(each, SORT, 0, 2);
        await isDone(each);
      })
    );
    await expect(wall.getByText('8 of 8 answered again, 8 say they are done')).toBeVisible();
    await leads(lead('Close the answers'), 'Closed again');
    await all(learners, (each) => expect(title(each, 'Answers are closed')).toBeVisible());
    for (const heard of told()) {
      expect(heard).not.toContain('"second":{');
      const text = bare(heard);
      expect(reasons.filter((reason) => text.includes(reason))).toEqual([]);
    }

    await expect(
      page.getByText('8 of 8 answered again, 8 say they are done. 0 kept the first answer.')
    ).toBeVisible();
    const stands = page.getByText(/^On the wall: paragraph \d+ of/);
    const pointedAt = await stands.innerText();
    await lead('Wall up a paragraph').click();
    await expect(stands).not.toHaveText(pointedAt);
    const upper = Number(/paragraph (\d+)/.exec(await stands.innerText())![1]);
    await expect.poll(async () => (await boxes(upper))[2]).toBeGreaterThan(stood[0]!);
    const settled = await boxes(upper);
    await leads(lead('Show the second answers'), 'What the class gave the second time is shown');
    await all(learners, async (each) => {
      await expect(title(each, 'What the class gave the second time')).toBeVisible();
      await expect(each.getByText(/^8 answers were given\.\s+3 of you changed something\./)).toBeVisible();
      const items = each.getByRole('region', { name: 'What was given, item by item' });
      await expect(items.getByRole('row', { name: /^a: / })).toContainText(/8.*States/s);
    });
    for (const heard of told()) {
      expect(heard).toContain('"second":{');
      const text = bare(heard);
      expect(reasons.filter((reason) => text.includes(reason))).toEqual([]);
    }
    await picture(wall, info, 'wall-shown-again');

    await leads(lead('Reveal key and reasons'), 'Key and reasons are shown');
    await all(learners, async (each) => {
      await expect(title(each, 'The key and its reasons')).toBeVisible();
      await expect(each.getByText('3 of you changed something.')).toBeVisible();
    });
    await expect(
      wall.getByRole('heading', { name: 'As the key has it: first, and after you talked' })
    ).toBeVisible();
    await wallSays('The key; its reasons are on your own page');
    expect(await boxes(upper)).toEqual(settled);
    // The text with the key is where the class was in it, and the shares beside it.
    await expect(wall.getByRole('img', { name: /^d: 0 Hands to a source \(the key\)/ })).toBeInViewport();
    await expect(wall.getByText('3 of you changed something.')).toBeInViewport();
    await picture(wall, info, 'wall-revealed');
    for (const heard of told()) {
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
    await page.getByRole('link', { name: 'Read the report' }).click();
    await expect(
      page.getByText(
        '8 answered something. The second time 3 of them changed something; the first answers of the other 5 count both times.'
      )
    ).toBeVisible();
    await expect(page.getByRole('row', { name: /^a Lost harbour bell/ })).toContainText(
      /first\s*5 of 8.*then\s*8 of 8/s
    );
    await picture(page, info, 'report', true);

    await page.reload();
    await open(page, start);
    const watches = [desk, ...learners.map(({ watch }) => watch)];
    const paths = new Set(watches.flatMap(({ policies }) => [...policies.keys()]));
    for (const kind of [
      /^\/join\/$/,
      /^\/class\/\w+\/live\/\w+\/$/,
      /\/live\/new\/$/,
      /^\/desk\/classes\/\w+\/live\/(?!new)\w+\/$/,
      /\/wall\/$/,
      /\/report\/$/
    ])
      expect([...paths], String(kind)).toContainEqual(expect.stringMatching(kind));
    for (const { policies, complaints } of watches) {
      for (const [path, policy] of policies) expectStrict(policy, path);
      // A line that breaks is said in the console, and nothing else is.
      expect(complaints.filter((said) => !/net::ERR_/.test(said))).toEqual([]);
    }
    expect([...desk.hosts]).toEqual([new URL(baseURL!).host]);
    for (const { watch, wire } of learners) {
      expect([...watch.hosts]).toEqual([new URL(wire.url).host]);
      wire.end();
    }
  });

  test('is led through a step by keyboard alone, and each page of it reads well in light and dark', async ({
    page,
    context,
    browser
  }, info) => {
    test.slow();
    const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
    const says = (words: string) =>
      expect(page.getByRole('status').getByText(words, { exact: true })).toBeVisible();
    const enter = async (target: Locator, key?: 'Shift+Tab') => {
      await tabTo(page, target, key);
      await expectFocusSeen(page);
      await expect(target).toBeEnabled();
      await page.keyboard.press('Enter');
    };
    const session = await newClass(page);
    await enter(page.getByRole('link', { name: 'Start live' }));
    await expect(title(page, 'Start live')).toBeVisible();
    await looked(page, info, 'start');
    await tabTo(page, page.getByLabel('Search'));
    await page.keyboard.type('The Quay Lantern');
    await enter(page.locator(`[value="add exercise:${SORT}"]`));
    await expect(page.getByText('✓ In the list')).toBeFocused();
    await enter(button('Start live'), 'Shift+Tab');
    await expect(page.getByText('Nobody is in yet.')).toBeVisible();
    const wall = await context.newPage();
    await open(wall, `${page.url()}wall/`);
    const learner = await inside(browser, session);

    await enter(button('Go to the first step'));
    // What leads is where one is, whatever it is called by now.
    await expect(button('Open for answers')).toBeFocused();
    await tabTo(page, page.getByRole('radio', { name: 'none set' }));
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('radio', { name: '2', exact: true })).toBeChecked();
    await enter(button('Open for answers'), 'Shift+Tab');
    await says('Open: everybody answers alone');
    await enter(button('5 min more for everybody'));
    await expect(learner.getByText(/^[67] minutes left/).first()).toBeVisible({ timeout: 30_000 });
    await ready(learner);
    await exercise(learner, SORT).getByRole('radio').first().click();
    await expect(page.getByText('1 of 1 answered something, 0 say they are done.')).toBeVisible();
    await enter(button('Close the answers'), 'Shift+Tab');
    await says('Closed, nothing is shown yet');
    await expect(page.getByRole('heading', { name: 'What the class gave' })).toBeVisible();
    await expect(button('Show what the class gave')).toBeEnabled();
    await page.keyboard.press('Enter');
    await says('What the class gave is shown');
    await tabTo(page, page.getByRole('link', { name: 'Open the wall' }), 'Shift+Tab');
    await page.keyboard.press('Tab');
    await expect(button('Let them answer again')).toBeFocused();
    await looked(page, info, 'desk');

    const bell = button(/^a: 1 States\. /);
    await enter(bell);
    await expect(learner.getByText(/^Look at a: “Lost harbour bell/)).toBeVisible();
    await expect(bell).toHaveAttribute('aria-pressed', 'true');
    await expect(bell).toBeFocused();
    await page.keyboard.press('Space');
    await expect(learner.getByText(/^Look at( .+)?: /)).toHaveCount(0);
    await enter(button('Select words to point at'), 'Shift+Tab');
    await tabTo(page, page.getByRole('slider', { name: 'Word by word' }));
    for (const key of ['Control+Home', 'Enter', 'ArrowRight', 'ArrowRight', 'Enter'])
      await page.keyboard.press(key);
    await expect(learner.getByText(/^Look at( a)?: “Lost harbour bell”$/)).toBeVisible();
    await expect(wall.locator('.pointed').first()).toBeInViewport();
    await enter(button('Stop pointing'));
    await expect(wall.locator('.pointed')).toHaveCount(0);
    await enter(button('Reveal key and reasons'), 'Shift+Tab');
    await says('Key and reasons are shown');
    await enter(button('Key and reasons'));
    const reason = page.getByRole('region', { name: 'Key and reasons' }).getByRole('listitem').first();
    await enter(reason.locator('summary'));
    await enter(reason.getByRole('button', { name: /^Point/ }));
    await expect(learner.getByText(/^Look at a: “Lost harbour bell/)).toBeVisible();
    await expect(wall.getByRole('heading', { name: /^As the key has it/ })).toBeVisible();
    await looked(wall, info, 'wall');

    await enter(button('End the session').last(), 'Shift+Tab');
    await expect(page.getByRole('dialog')).toBeVisible();
    await enter(button('End it for everybody'));
    await enter(page.getByRole('link', { name: 'Read the report' }));
    await expect(page).toHaveURL(/\/report\/$/);
    await looked(page, info, 'report');
  });
});
