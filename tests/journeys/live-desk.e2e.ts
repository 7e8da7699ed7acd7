import type { Page } from '@playwright/test';
import { current, exercise, expect, open, picture, press, ready, select, test, toolbar } from './helpers.ts';
import { heeded, inside, newClass, phone, started } from './live.ts';
import { looked } from './looking.ts';
import { columnsOf, ledgerKey, sheet, textIn } from './solving.ts';

const SORT = 'khojaly/sort-letter-2022';
const LEDGER = 'warm-up/ledger-first';
/** On a text of which a passage is folded. */
const FOLDED = 'khojaly/sort-statement-2024';
/** What a network answers that wants a password first. */
const PORTAL = { status: 200, contentType: 'text/html', body: '<p>Sign in to this network</p>' };

/** What of the page lies behind what is at hand while it has the focus, from one end of the page to the other by keys. */
async function coveredWithin(page: Page): Promise<string[]> {
  const covered: string[] = [];
  await page.getByRole('link', { name: 'Open the wall' }).focus();
  for (const key of ['Tab', 'Shift+Tab']) {
    const last = page.locator('footer a').first();
    for (let steps = 0; steps < 150; steps++) {
      await page.keyboard.press(key);
      const said = await page.evaluate(() => {
        const bar = document.querySelector('.at-hand')!;
        const has = document.activeElement!;
        const { top, bottom } = has.getBoundingClientRect();
        const edge = bar.getBoundingClientRect().top;
        // What is higher than the screen is seen in part.
        const behind = !bar.contains(has) && bottom > edge + 1 && (bottom - top < edge || top > edge);
        return behind ? `${has.textContent} ends at ${bottom}, and ${edge} is the edge` : '';
      });
      if (said) covered.push(said);
      if (await last.evaluate((element) => element === document.activeElement)) break;
    }
  }
  return covered;
}

test.describe('The instructor’s pages of a live session @server @wide', () => {
  test('keep what lies beside them as it was when the window becomes narrow and wide again at once', async ({
    page,
    context
  }) => {
    const session = await started(page, [`exercise:${SORT}`]);
    await open(page, session.desk);
    const who = page.locator('details', { has: page.getByRole('heading', { name: 'Who is in' }) });
    const cdp = await context.newCDPSession(page);
    const becomes = (width: number) =>
      cdp.send('Emulation.setDeviceMetricsOverride', {
        width,
        height: 844,
        deviceScaleFactor: 1,
        mobile: false
      });
    const narrowAndWide = async () => {
      await Promise.all([becomes(390), becomes(1280)]);
      // Until a toggle has been told of.
      await page.evaluate(async () => {
        for (let frames = 0; frames < 3; frames++) await new Promise(requestAnimationFrame);
      });
    };
    await expect(who).toHaveAttribute('open');
    for (let turns = 0; turns < 12; turns++) {
      await narrowAndWide();
      await expect(who).toHaveAttribute('open');
    }
    await becomes(390);
    await expect(who).not.toHaveAttribute('open');
    await becomes(1280);
    await expect(who).toHaveAttribute('open');
    // What somebody shut stays shut.
    await page.getByRole('heading', { name: 'Who is in' }).click();
    await expect(who).not.toHaveAttribute('open');
    await narrowAndWide();
    await expect(who).not.toHaveAttribute('open');
  });

  test('come to the next step over requests that fail, scroll the wall, and show both readings of what is contested', async ({
    page,
    context,
    browser
  }, info) => {
    test.slow();
    const session = await started(
      page,
      [SORT, LEDGER, FOLDED].map((name) => `exercise:${name}`)
    );
    const heeds = heeded();
    heeds.meet(context);
    const learner = await inside(browser, session, phone, heeds.meet);
    const wall = await context.newPage();
    await wall.setViewportSize({ width: 1920, height: 1080 });
    await wall.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 390, height: 844 });
    await open(page, session.desk);
    await open(wall, `${session.desk}wall/`);
    await expect(wall.getByText('One is in')).toBeVisible();
    for (const one of [page, wall])
      await one.route('**/step', (route) => route.fulfill(PORTAL), { times: 2 });
    const lead = (name: string) => page.getByRole('button', { name, exact: true });

    await lead('Go to the first step').click();
    await expect(page.locator('.passages')).toBeVisible();
    await expect(wall.getByRole('heading', { name: 'What the text contains' })).toBeVisible();
    const note = learner.getByText(
      /^The text speaks of the mass killing of civilians at Khojaly in February 1992; /
    );
    for (const one of [learner, wall, page])
      await expect(one.getByText(/^The text speaks of the mass killing/)).toBeVisible();
    await picture(wall, info, 'wall-contains');
    await picture(page, info, 'desk-waiting-phone', true);
    const texts = wall.locator('.passages');
    await lead('Show the text on the wall now').click();
    await expect(texts).toBeVisible();
    await lead('Take the text off the wall').click();
    await expect(texts).toHaveCount(0);
    await lead('Open for answers').click();
    await expect(wall.getByRole('status').getByText('Everybody answers alone')).toBeVisible();
    await expect(texts).toBeVisible();
    await ready(learner);
    const task = exercise(learner, SORT);
    await expect(current(task)).toBeVisible();
    // What was read before is one line now, to be opened again.
    await expect(note).toBeHidden();
    await press(learner.getByText('What the text contains'));
    await expect(note).toBeVisible();
    const at = () => learner.evaluate(() => scrollY);
    const before = await at();
    for (const n of [2, 3]) {
      await lead('Wall down a paragraph').click();
      await expect(page.getByText(new RegExp(`^On the wall: paragraph ${n} of`))).toBeVisible();
    }
    const paragraph = (n: number) => texts.locator('p[data-from]').nth(n - 1);
    /** At the upper edge of the wall, below what stays there. */
    const onTop = (n: number) =>
      expect.poll(async () => Math.abs((await paragraph(n).boundingBox())!.y - 150)).toBeLessThan(90);
    await onTop(3);
    await picture(wall, info, 'wall-turned');
    await page.getByText('Steps', { exact: true }).click();
    await lead('Show the way in again').click();
    await expect(wall.getByText(session.code)).toBeVisible();
    // The wall says that this page says what to do.
    await expect(wall.getByText(/^There is no address yet/)).toBeVisible();
    await expect(page.getByText(/^Only this computer can open the address on the wall\./)).toBeVisible();
    await expect(current(task)).toBeVisible();
    await lead('Step 1 on the wall again').click();
    await onTop(3);
    // Nobody who answers is interrupted by any of it.
    await expect(learner.getByText(/^Look at( .+)?: /)).toHaveCount(0);
    for (const one of [learner, wall]) await expect(one.locator('.pointed')).toHaveCount(0);
    expect(await at()).toBe(before);
    await picture(page, info, 'desk-open-phone', true);
    await press(task.getByRole('radio').first());
    await expect(wall.getByText('1 answered something, 0 say they are done')).toBeVisible();
    await lead('Close the answers').click();
    await lead('Show what the class gave').click();
    await expect(wall.getByRole('status').getByText('What the class gave')).toBeVisible();
    await onTop(3);
    const statement = page.locator('.passages').getByRole('button', { name: /^a: / });
    await statement.click();
    await expect(statement).toHaveAttribute('aria-pressed', 'true');
    await expect(learner.getByText(/^Look at( .+)?: /)).toBeVisible();
    await expect(wall.locator('.pointed').first()).toBeInViewport();
    await picture(page, info, 'desk-clicked-phone');
    // The table lies folded in the hand, and opens for who is led to it.
    const inTable = page.getByRole('button', { name: 'a: point at it', exact: true });
    await expect(inTable).toBeHidden();
    await page.getByRole('link', { name: 'a in the table' }).click();
    await expect(inTable).toBeInViewport();
    await statement.click();
    await expect(wall.locator('.pointed')).toHaveCount(0);
    // What is lit at the desk is lit on the wall, wherever it was clicked.
    await inTable.click();
    await expect(statement).toHaveAttribute('aria-pressed', 'true');
    await expect(wall.locator('.pointed').first()).toBeInViewport();
    await expect(page.locator('.passages .lit:not(.pointed)')).toHaveCount(0);
    await inTable.click();
    await expect(wall.locator('.pointed')).toHaveCount(0);
    await lead('Point at the first paragraph').click();
    await lead('Next paragraph').click();
    await expect(wall.locator('.pointed', { hasText: 'The remains of a rocket shell' })).toBeInViewport();
    await picture(wall, info, 'wall-pointed');
    await picture(page, info, 'desk-pointed-phone', true);
    // What leads, and the wall up and down, are at hand wherever one reads, and never over what has the focus.
    for (const width of [390, 320]) {
      await page.setViewportSize({ width, height: 844 });
      await page.evaluate(() => scrollTo({ top: document.body.scrollHeight, behavior: 'instant' }));
      for (const name of ['Let them answer again', 'Wall down a paragraph', 'Wall up a paragraph'])
        await expect(lead(name)).toBeInViewport({ ratio: 1 });
      expect(await coveredWithin(page)).toEqual([]);
    }
    await page.setViewportSize({ width: 390, height: 844 });
    await lead('Let them answer again').click();
    await expect(wall.getByRole('status').getByText('Everybody answers once more')).toBeVisible();
    const stood = await wall.evaluate(() => scrollY);
    expect(stood).toBeGreaterThan(0);
    await expect(paragraph(2)).toBeInViewport();
    await lead('Close the answers').click();
    await expect(
      page.getByText('0 of 1 answered again, 0 say they are done. 1 kept the first answer.')
    ).toBeVisible();
    await picture(page, info, 'desk-settled-phone');
    for (const one of [page, wall])
      await one.route('**/step', (route) => route.fulfill(PORTAL), { times: 1 });
    await lead('Reveal key and reasons').click();
    const contested = wall.getByRole('region', { name: 'Read in more than one way' });
    await expect(contested.getByText('Careful readers differ.').first()).toBeVisible();
    await expect(contested.getByText(/given by \d/).nth(1)).toBeVisible();
    await lead('Wall down a paragraph').click();
    await onTop(3);
    await contested.scrollIntoViewIfNeeded();
    await picture(wall, info, 'wall-contested');
    await lead('Key and reasons').click();
    await looked(page, info, 'desk-key');

    await lead('Next step').click();
    await page.setViewportSize({ width: 1280, height: 800 });
    await lead('Turn the wall to: Report in Seven Shores Today').click();
    await expect(texts.locator('.passage').nth(1).getByText('Report in Seven Shores Today')).toBeInViewport();
    await picture(wall, info, 'wall-second-text');
    await picture(page, info, 'desk-waiting-wide');
    // Where there is room no text lies folded, each keeps its place, and what is at hand covers nothing.
    for (const name of ['Text 1 of 2', 'Text 2 of 2'])
      await expect(page.getByRole('group', { name, exact: true })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.style.getPropertyValue('--at-hand'))).toBe(
      '0px'
    );
    await lead('Open for answers').click();
    await lead('2 min from now for everybody').click();
    await expect(learner.getByText('2 minutes left').first()).toBeVisible();
    await ready(learner);
    const ledger = exercise(learner, LEDGER);
    await expect(ledger).toBeVisible();
    const { mentions } = (await ledgerKey(page, LEDGER)).cells.find(({ id }) => id === 'books-wet@notice')!;
    const [text] = await columnsOf(ledger);
    await sheet(learner, ledger, false);
    await select(learner, textIn(ledger, text!), 'warm-up', mentions[0]!.place);
    await press(toolbar(learner).getByRole('button', { name: /^Into row b: / }));
    await expect(wall.getByText('1 of 1 answered something, 0 say they are done')).toBeVisible();
    await lead('Close the answers').click();
    await lead('Show what the class gave').click();
    await expect(wall.getByRole('region', { name: 'The ledger, with what was put into it' })).toBeVisible();
    await expect(wall.getByRole('cell', { name: /^“1,240” 1 of you/ })).toBeVisible();
    await expect(wall.locator('.passages .sign')).toHaveText('b');
    await expect(page.getByText('On the wall: from the top.').first()).toBeVisible();
    await picture(wall, info, 'wall-ledger');
    // To point at a number from the key would tell the class which one the key has.
    await lead('Key and reasons').click();
    const known = page.getByRole('region', { name: 'Key and reasons' });
    await expect(known.getByText('Yours alone, until you reveal them.')).toBeVisible();
    await expect(known.getByText('“1,240”').first()).toBeVisible();
    await expect(known.getByRole('button', { name: /^Point/ })).toHaveCount(0);
    await lead('Over the text').click();
    // A number that was put into a row is called by its letter.
    await page.locator('.passages .heat[role="button"]').click();
    await expect(learner.getByText('Look at b: “1,240”')).toBeVisible();
    await open(page, `./desk/classes/${session.classId}/live/new/`);
    await page.getByRole('link', { name: 'Go on with it' }).click();
    await expect(page.getByRole('status').getByText('What the class gave is shown')).toBeVisible();
    // What leads is in sight wherever one reads.
    await page.evaluate(() => scrollTo({ top: document.body.scrollHeight, behavior: 'instant' }));
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(500);
    await expect(lead('Let them answer again')).toBeInViewport({ ratio: 1 });
    await picture(page, info, 'desk-shown-wide');
    // What only the window unfolded lies folded in a narrow one.
    const steps = page.locator('details', { has: page.getByRole('heading', { name: 'Steps', exact: true }) });
    await expect(steps).toHaveAttribute('open');
    await page.setViewportSize({ width: 390, height: 844 });
    await expect(steps).not.toHaveAttribute('open');
    // What the class is told is folded stays so on the wall, whoever touches it.
    await session.click({ do: 'go', to: 2 });
    await lead('Show the text on the wall now').click();
    const fold = wall.getByRole('button', { name: /^Folded: / });
    await fold.click();
    await fold.press('Enter');
    await expect(fold).toHaveAttribute('aria-expanded', 'false');
    heeds.expectCalm();

    await open(page, `${session.desk}report/`);
    await expect(page.getByRole('rowheader', { name: /^a Numbers: / }).first()).toBeVisible();
    await looked(page, info, 'report-ledger');
  });

  test('begin with what is chosen, in the order that it was given by keys, whatever is searched and loaded anew, under a name of its own that stands on the desk', async ({
    page
  }, info) => {
    const [ledger, sort] = [`exercise:${LEDGER}`, 'exercise:warm-up/sort-careful'];
    const chosen = page.locator('[id^="chosen-"]');
    const inOrder = (...names: string[]) =>
      expect
        .poll(() =>
          page.locator('[name="of"]').evaluateAll((all: HTMLInputElement[]) => all.map((one) => one.value))
        )
        .toEqual(names);
    const { classId } = await newClass(page);
    await open(page, `./desk/classes/${classId}/live/new/`);
    for (const [words, name] of [
      ['sorting', sort],
      ['figures', ledger]
    ] as const) {
      await page.getByLabel('Search').fill(words);
      await page.locator(`[value="add ${name}"]`).click();
    }
    await inOrder(sort, ledger);
    await chosen.last().press('Alt+ArrowUp');
    await inOrder(ledger, sort);
    await expect(page.getByLabel('Name of the session')).toHaveValue(/^Media 7b, \d+ \w+$/);
    await page.getByLabel('Name of the session').fill('The harbour bell');
    await page.getByLabel('Kind').selectOption('lesson');
    await expect(chosen).toHaveCount(2);
    await page.reload();
    await ready(page);
    await inOrder(ledger, sort);
    await looked(page, info, 'start-chosen');
    const [tried] = await Promise.all([
      page.waitForEvent('popup'),
      page.getByRole('link', { name: /^Try it: “Whose words\? The Quay Lantern”/ }).click()
    ]);
    await expect(exercise(tried, 'warm-up/sort-careful')).toBeVisible();
    await tried.close();

    await page.getByRole('button', { name: 'Start live', exact: true }).click();
    await expect(page.getByText('Nobody is in yet.')).toBeVisible();
    await open(page, './desk/');
    const running = page.getByRole('region', { name: 'Running now: The harbour bell' });
    await expect(running.getByText(/since \d\d:\d\d, /)).toBeVisible();
    await looked(page, info, 'desk-running');
    await running.getByRole('link', { name: 'Go on with it' }).click();
    await expect(page.getByText('Nobody is in yet.')).toBeVisible();
  });
});
