import type { Browser, BrowserContext, Locator, Page } from '@playwright/test';
import { isDealt } from '../../src/lib/classroom/pseudonyms.ts';
import { exercise, expect, expectFocusSeen, open, ready, tabTo, test } from './helpers.ts';
import { begun, inside, newClass, scanned, title } from './live.ts';
import { looked } from './looking.ts';

const SORT = 'warm-up/sort-careful';
const SECOND = 'warm-up/mark-indirect-careful';
const TYPED = 'Little Fox 7';

/** What an instructor does with the mouse, or with nothing but the keys. */
interface Hand {
  presses(target: Locator): Promise<void>;
  types(field: Locator, words: string): Promise<void>;
}
const reach = async (target: Locator) => {
  await tabTo(target.page(), target);
  await expectFocusSeen(target.page());
};
const HANDS: Record<'the mouse' | 'the keyboard', Hand> = {
  'the mouse': {
    presses: (target) => target.click(),
    types: (field, words) => field.fill(words)
  },
  'the keyboard': {
    async presses(target) {
      await reach(target);
      // What is pressed by Space alone is a box; all else is by Enter as well.
      await target
        .page()
        .keyboard.press((await target.getAttribute('role')) === 'switch' ? 'Space' : 'Enter');
    },
    async types(field, words) {
      await reach(field);
      await field.page().keyboard.press('ControlOrMeta+A');
      await field.page().keyboard.type(words);
    }
  }
};

/** A class in a session in which a learner has typed a name, and another one has a dealt one. */
async function typedIn(page: Page, context: BrowserContext, browser: Browser) {
  const made = await newClass(page);
  await open(page, `./desk/classes/${made.classId}/settings/`);
  await page.getByRole('button', { name: 'Let learners type names' }).click();
  await expect(page.getByText(/^Learners choose a dealt name, or type one/)).toBeVisible();
  const session = await begun(page, made, [`exercise:${SORT}`, `exercise:${SECOND}`]);
  const learner = await scanned(browser, session);
  await learner.getByLabel('Or type one').fill(TYPED);
  await learner.getByRole('button', { name: 'Join with this name' }).click();
  await expect(title(learner, 'You are in')).toBeVisible();
  const other = await inside(browser, session);
  await expect(title(other, 'You are in')).toBeVisible();
  const dealt = await nameOn(other).innerText();
  const wall = await context.newPage();
  await open(wall, `${session.desk}wall/`);
  await open(page, session.desk);
  await expect(page.getByText('2 learners are in.')).toBeVisible();
  return { session, learner, other, dealt, wall };
}

/** What a learner's page calls them, on top. */
const nameOn = (learner: Page) => learner.locator('.bar strong');

/** The list of who is in: a learner, and what can be done with them. */
function seatsOn(page: Page) {
  const list = page.locator('details', { has: page.getByRole('heading', { name: 'Who is in' }) });
  const seat = (name: string) =>
    list.getByRole('listitem').filter({ has: page.locator('.name').getByText(name, { exact: true }) });
  return {
    seat,
    inSeat: (name: string, button: string) => seat(name).getByRole('button', { name: button, exact: true })
  };
}

for (const [means, { presses, types }] of Object.entries(HANDS)) {
  /** The desk is the same, however it is pressed: it is looked at once. */
  const looksAt: typeof looked = async (...at) => {
    if (means === 'the mouse') await looked(...at);
  };
  test.describe(`With ${means}, an instructor in a live session @server @wide`, () => {
    test('approves a typed name, gives another one and deals one: wall and desk say it, and the learner knows who they are', async ({
      page,
      context,
      browser
    }, info) => {
      test.slow();
      const { learner, dealt, wall } = await typedIn(page, context, browser);
      const onWall = wall.getByRole('listitem');
      const { seat, inSeat } = seatsOn(page);
      /** What all of them call the learner from now on. */
      const isCalled = async (name: string) => {
        await expect(onWall).toHaveText([dealt, name].sort((a, b) => a.localeCompare(b, 'en')));
        await expect(seat(name)).not.toContainText('name waits');
        await expect(nameOn(learner)).toHaveText(name);
        await expect(learner.getByText(`Your name here is ${name}.`)).toBeVisible();
      };
      const rename = async (from: string, to: string) => {
        await types(seat(from).getByRole('textbox', { name: 'Another name' }), to);
        await presses(inSeat(from, 'Rename'));
      };

      await presses(page.getByRole('switch', { name: 'Names on the wall' }));
      // Nobody sees what was typed before it is approved.
      await expect(onWall).toHaveText([dealt]);
      await expect(page.getByRole('status').getByText('a typed name waits for you')).toBeAttached();
      await expect(seat(TYPED)).toContainText('name waits');
      await presses(seat(TYPED).locator('summary'));
      await looksAt(page, info, 'seats-waits');
      await presses(inSeat(TYPED, 'Approve the name'));
      await isCalled(TYPED);
      await expect(inSeat(TYPED, 'Approve the name')).toHaveCount(0);
      // The button is gone; who pressed it is where it was.
      if (means === 'the keyboard') await expect(seat(TYPED).locator('summary')).toBeFocused();

      await rename(TYPED, dealt);
      await expect(seat(TYPED).getByText('This name is on the roster already.')).toBeVisible();
      await isCalled(TYPED);
      await rename(TYPED, 'Quiet Fox');
      await isCalled('Quiet Fox');

      await presses(inSeat('Quiet Fox', 'Deal another name'));
      await expect(seat('Quiet Fox')).toHaveCount(0);
      await expect(onWall).not.toContainText(['Quiet Fox']);
      const [now] = (await onWall.allInnerTexts()).filter((name) => name !== dealt);
      expect(isDealt(now!)).toBe(true);
      await isCalled(now!);
      await learner.reload();
      await isCalled(now!);
    });

    test('gives one learner more minutes, takes them out and lets them back in; wall, desk and learners say so', async ({
      page,
      context,
      browser
    }, info) => {
      test.slow();
      const { learner, other, wall } = await typedIn(page, context, browser);
      const { seat, inSeat } = seatsOn(page);
      const button = (name: string) => page.getByRole('button', { name, exact: true });
      const far = (one: Page, words: string) => expect(one.getByText(words, { exact: false })).toBeVisible();
      await presses(button('Go to the first step'));
      await expect(button('Open for answers')).toBeVisible();
      await page.getByRole('radio', { name: '2', exact: true }).check();
      await presses(button('Open for answers'));
      for (const one of [learner, other]) {
        await expect(title(one, 'Answer by yourself')).toBeVisible();
        await expect(one.getByText('2 minutes left').first()).toBeVisible();
      }

      await presses(seat(TYPED).locator('summary'));
      await presses(inSeat(TYPED, '5 min more'));
      await expect(learner.getByText('7 minutes left').first()).toBeVisible();
      await expect(seat(TYPED)).toContainText(/6:\d\d left/);
      await expect(other.getByText('2 minutes left').first()).toBeVisible();
      await expect(wall.getByRole('timer')).toHaveText(/^1:\d\d left$/);
      await presses(button('Close the answers'));
      await expect(title(other, 'Answers are closed')).toBeVisible();
      await far(wall, '0 of 2 answered something');
      // Who has longer goes on, and what they give is taken.
      await expect(title(learner, 'Answer by yourself')).toBeVisible();
      await ready(learner);
      await exercise(learner, SORT).getByRole('radio').first().click();
      await expect(seat(TYPED)).toContainText('answered something');
      for (const one of [page, wall]) await far(one, '1 of 2 answered something');

      await presses(inSeat(TYPED, 'Take out'));
      const asks = page.getByRole('dialog', { name: `Take ${TYPED} out?` });
      await presses(asks.getByRole('button', { name: 'Not now' }));
      await expect(asks).toBeHidden();
      await expect(inSeat(TYPED, 'Let back in')).toHaveCount(0);
      await presses(inSeat(TYPED, 'Take out'));
      await presses(asks.getByRole('button', { name: `Take ${TYPED} out` }));
      await expect(title(learner, 'You are not in this session any more')).toBeVisible();
      await expect(exercise(learner, SORT)).toHaveCount(0);
      await expect(seat(TYPED)).toContainText('taken out');
      await expect(inSeat(TYPED, 'Let back in')).toBeFocused();
      for (const one of [page, wall]) await far(one, '0 of 1 answered something');
      await looksAt(page, info, 'seats-out');
      await presses(inSeat(TYPED, 'Let back in'));
      await expect(inSeat(TYPED, 'Take out')).toBeFocused();
      await expect(title(learner, 'Answer by yourself')).toBeVisible({ timeout: 20_000 });
      await expect(exercise(learner, SORT).getByText(/^1 of \d+$/)).toBeVisible();
      await expect(seat(TYPED)).not.toContainText('taken out');
      for (const one of [page, wall]) await far(one, '1 of 2 answered something');
    });

    test('locks the door and opens it, and lets learners go at their own pace until they go together again', async ({
      page,
      context,
      browser
    }, info) => {
      test.slow();
      const { session, learner, wall } = await typedIn(page, context, browser);
      const door = page.getByRole('switch', { name: 'Door locked' });
      const pace = page.getByRole('switch', { name: 'At their own pace' });
      const [first, second] = session.parts as [string, string];

      // Who would end it now is told how much would be left.
      await presses(page.getByRole('button', { name: 'End the session', exact: true }));
      const ends = page.getByRole('dialog', { name: 'End the session?' });
      await expect(ends).toContainText('2 exercises are not opened yet.');
      await presses(ends.getByRole('button', { name: 'Not now' }));

      await presses(door);
      await expect(door).toBeChecked();
      await expect(page.getByText('door locked', { exact: true })).toBeVisible();
      await expect(wall.getByText('The door is shut: nobody new comes in.')).toBeVisible();
      await expect(wall.getByText(session.code)).toHaveCount(0);
      await expect(title(learner, 'You are in')).toBeVisible();
      const late = await scanned(browser, session);
      await expect(late.getByText(/it is shut to newcomers/)).toBeVisible();
      await expect(late.getByLabel('Or type one')).toHaveCount(0);
      // Who was in comes back.
      await learner.reload();
      await expect(title(learner, 'You are in')).toBeVisible();
      await presses(door);
      await expect(door).not.toBeChecked();
      await expect(page.getByText('door locked', { exact: true })).toHaveCount(0);
      await expect(wall.getByText(session.code)).toBeVisible();
      await late.reload();
      await expect(late.getByLabel('Or type one')).toBeVisible();

      await session.click({ do: 'go', to: 1 });
      await session.click({ do: 'open', part: second, minutes: null });
      await session.click({ do: 'go', to: 0 });
      await session.click({ do: 'open', part: first, minutes: null });
      await expect(exercise(learner, SORT)).toBeVisible();
      const onward = learner.getByRole('button', { name: 'Next exercise' });
      await expect(onward).toHaveCount(0);
      await presses(pace);
      await expect(pace).toBeChecked();
      await looksAt(page, info, 'seats-pace');
      await onward.click();
      await expect(exercise(learner, SECOND)).toBeVisible();
      await expect(wall.getByText(/^0 of 2 answered something/)).toBeVisible();
      await presses(pace);
      await expect(pace).not.toBeChecked();
      await expect(exercise(learner, SORT)).toBeVisible();
      await expect(onward).toHaveCount(0);
    });
  });
}

test('an instructor who has gone on to another field, while a name is being approved, stays in it @server @wide', async ({
  page,
  context,
  browser
}) => {
  const { dealt } = await typedIn(page, context, browser);
  const { seat, inSeat } = seatsOn(page);
  let answer = () => {};
  const waits = new Promise<void>((done) => (answer = done));
  await page.route(
    ({ search }) => search.startsWith('?/approve'),
    async (route) => {
      await waits;
      await route.continue();
    }
  );
  for (const name of [TYPED, dealt]) await seat(name).locator('summary').click();
  const answered = page.waitForResponse((response) => response.url().includes('?/approve'));
  await inSeat(TYPED, 'Approve the name').click();
  const field = seat(dealt).getByRole('textbox', { name: 'Another name' });
  await field.fill('Calm');
  answer();
  await (await answered).finished();
  await expect(seat(TYPED)).not.toContainText('name waits');
  await page.evaluate(async () => {
    for (let frames = 0; frames < 10; frames++) await new Promise((done) => requestAnimationFrame(done));
  });
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('Calm');
});
