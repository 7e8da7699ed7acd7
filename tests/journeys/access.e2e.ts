import type { Page } from '@playwright/test';
import { label, sort } from './attributing.ts';
import {
  bodyOf,
  check,
  checkButton,
  current,
  everyPage,
  exercise,
  expect,
  LESSON_NAMES,
  open,
  picture,
  practice,
  press,
  questionOf,
  ready,
  resultRows,
  slider,
  test,
  textRegion
} from './helpers.ts';
import { found } from './looking.ts';
import { ADMINISTRATOR, signedIn, signedUp } from './people.ts';
import { entries, openLayer, openPicture, type LayerName } from './reading.ts';

const SORT = 'warm-up/sort-careful';
const MARK = 'warm-up/mark-careful';
const LINK = 'warm-up/link-careful';
const LEDGER = 'warm-up/ledger-three';
const SPOT = 'warm-up/spot-careful';
const SWAP = 'warm-up/swap-careless';
const SIDE = 'warm-up/side-careful-careless';
const ACTORS = 'warm-up/actors-flood';

/** What happens on a page before it is looked at. */
type Prepare = (page: Page) => Promise<void>;

const checked =
  (name: string): Prepare =>
  async (page) => {
    await check(exercise(page, name));
    await expect(exercise(page, name).getByRole('heading', { name: 'What you read' })).toBeVisible();
  };

/** With an item of the verdict open. */
const opened =
  (name: string): Prepare =>
  async (page) => {
    await checked(name)(page);
    await press(exercise(page, name).getByLabel('Item by item', { exact: true }).locator('summary').first());
    await expect(exercise(page, name).getByRole('button', { name: 'Show in the text' })).toBeVisible();
  };

const sorted: Prepare = async (page) => {
  await sort(page, SORT, (i) => ['states', 'characterises', 'source'][i % 3]!);
};

const marked: Prepare = async (page) => {
  await slider(exercise(page, MARK)).focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('s');
  await page.keyboard.press('Enter');
  for (let i = 0; i < 3; i++) await page.keyboard.press('Control+ArrowRight');
  await page.keyboard.press('s');
};

const numbered: Prepare = async (page) => {
  const task = exercise(page, LEDGER);
  await task.locator('[data-at="0 0"]').focus();
  await page.keyboard.press('Enter');
  await expect(slider(task)).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('2');
  await expect(task.locator('[data-at="1 0"]')).toHaveText('PUBLIC');
  // And a selection that is yet to be put somewhere.
  await slider(task).focus();
  await page.keyboard.press('Shift+ArrowRight');
};

const lookalikes: Prepare = async (page) => {
  const steps = exercise(page, LEDGER).getByRole('list', { name: 'Steps' });
  await steps.getByRole('button', { name: 'Same count' }).click();
  await expect(exercise(page, LEDGER).getByText('Pair 1 of 6')).toBeVisible();
};

/** A device found, named and laid at a door; and something else marked. */
const spotted: Prepare = async (page) => {
  const task = exercise(page, SPOT);
  await current(task).focus();
  for (const key of ['3', '5']) await page.keyboard.press(key);
  await task.getByRole('button', { name: 'Mark something else' }).click();
  await slider(task).focus();
  for (const key of ['Control+End', 's', 'Enter']) await page.keyboard.press(key);
};

const swapped: Prepare = async (page) => {
  const task = exercise(page, SWAP);
  await current(task).focus();
  await page.keyboard.press('1');
  await task.getByText('In its paragraph').first().click();
};

const filled: Prepare = async (page) => {
  await open(page, practice(SORT));
  await sort(page, SORT, () => 'states');
  await check(exercise(page, SORT));
  await open(page, './results/');
  await expect(resultRows(page).nth(1)).toBeVisible();
};

const LATER = 'warm-up/02-where-attribution-stops';

/** The lesson was finished eight days ago, and its check is open. */
const weekLater: Prepare = async (page) => {
  await page.clock.setFixedTime('2026-11-02T18:30:00Z');
  for (const name of ['warm-up/mark-careful', 'warm-up/mark-careless']) {
    await open(page, practice(name));
    await check(exercise(page, name));
    await expect(exercise(page, name)).toHaveAttribute('data-state', 'checked');
  }
  await page.clock.setFixedTime('2026-11-10T08:00:00Z');
  await open(page, `./learn/${LATER}/later/`);
  await expect(questionOf(page, 1)).toBeVisible();
};

const weekAnswered: Prepare = async (page) => {
  await weekLater(page);
  for (const n of [1, 2, 3]) await questionOf(page, n).getByRole('button').first().click();
  await expect(page.getByText(/^Held after a week/)).toBeVisible();
};

const offeredAt =
  (path: string): Prepare =>
  async (page) => {
    await weekLater(page);
    await open(page, path);
    await expect(page.getByText(/^It is 8 days since/)).toBeVisible();
  };

const recalled: Prepare = async (page) => {
  for (const n of [1, 2]) await questionOf(page, n).getByRole('button').first().click();
  await expect(questionOf(page, 2).getByText('your choice')).toBeVisible();
};

/** With the question that comes before a first check of what is not whole. */
const asking: Prepare = async (page) => {
  await press(checkButton(exercise(page, SORT)));
  await expect(page.getByRole('dialog')).toBeVisible();
};

/** Held back with words selected that are not marked. */
const stopped: Prepare = async (page) => {
  await slider(exercise(page, LINK)).focus();
  await page.keyboard.press('Shift+ArrowRight');
  await exercise(page, LINK).getByRole('button', { name: 'Next statement', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(exercise(page, LINK).getByRole('button', { name: 'Mark as source' })).toBeVisible();
};

const asked: Prepare = async (page) => {
  await page.getByRole('button', { name: 'Erase everything…' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
};

/** With a layer on, and one of its entries open. */
const layered =
  (layer: LayerName): Prepare =>
  async (page) => {
    await openLayer(page, layer);
    await press(entries(page).locator('summary').nth(1));
    await expect(page.getByRole('button', { name: 'Show in the text' })).toBeVisible();
  };

const pictured: Prepare = async (page) => {
  for (const name of ['The ledger', 'The table of words']) await openPicture(page, name);
};

const explained: Prepare = async (page) => {
  await page.getByRole('button', { name: 'cue', exact: true }).click();
  await expect(page.getByRole('note', { name: 'cue' })).toBeVisible();
};

/** A page of instructors, which leads to sign in before somebody is. */
const asInstructor =
  (path: string): Prepare =>
  async (page) => {
    await signedUp(page);
    await open(page, path);
  };

/** Sent as it is, with everything missing or too short. */
const refused =
  (button: string): Prepare =>
  async (page) => {
    await page.getByLabel('User name').fill('ab');
    await page.getByLabel('Password').fill('short');
    await page.getByRole('button', { name: button }).click();
    await expect(page.getByText(/has at least|do not fit together/).last()).toBeVisible();
  };

/** With a reset link, and the changes to an account open. */
const administering: Prepare = async (page) => {
  await signedUp(page);
  await page.context().clearCookies();
  await signedIn(page, ADMINISTRATOR);
  await open(page, './desk/admin/');
  const row = page.getByRole('listitem').filter({ hasText: 'ada' }).first();
  await press(row.locator('summary'));
  await row.getByRole('button', { name: 'Make a reset link' }).click();
  await expect(page.getByLabel(/^Reset link for/)).toBeVisible();
};

/** The page that a reset link leads to. */
const resetting: Prepare = async (page) => {
  await administering(page);
  await open(page, await page.getByLabel(/^Reset link for/).inputValue());
};

/** Every kind of page, and the states that change what is on it. */
const KINDS: [name: string, path: string, prepare?: Prepare][] = [
  ['home', './'],
  ['course map', './learn/'],
  ['pack warm-up', './learn/warm-up/'],
  ['pack khojaly', './learn/khojaly/'],
  ['lesson of the warm-up', './learn/warm-up/01-whose-words/'],
  ['lesson on Khojaly', './learn/khojaly/01-five-documents/'],
  ['a lesson with questions before it, two of them answered', `./learn/${LATER}/`, recalled],
  ['the check a week later, of a lesson not finished', `./learn/${LATER}/later/`],
  ['the check a week later', `./learn/${LATER}/later/`, weekLater],
  ['the check a week later, answered', `./learn/${LATER}/later/`, weekAnswered],
  ['home, with a check to offer', './', offeredAt('./')],
  ['results, with a check to offer', './results/', offeredAt('./results/')],
  ...LESSON_NAMES.filter((name) => bodyOf(name).includes('<Checklist')).map((name): [string, string] => [
    `the checklist of ${name}`,
    `./learn/${name}/`
  ]),
  ['sort', practice(SORT)],
  ['sort, all labelled', practice(SORT), sorted],
  ['sort, asking before it checks', practice(SORT), asking],
  ['sort, checked', practice(SORT), opened(SORT)],
  ['mark', practice(MARK)],
  ['mark, with a mark and a selection', practice(MARK), marked],
  ['mark, checked', practice(MARK), opened(MARK)],
  ['link', practice(LINK)],
  ['link, with words that are not marked yet', practice(LINK), stopped],
  ['link, checked', practice(LINK), opened(LINK)],
  ['ledger', practice(LEDGER)],
  ['ledger, a number chosen', practice(LEDGER), numbered],
  ['ledger, comparing lookalikes', practice(LEDGER), lookalikes],
  ['ledger, checked', practice(LEDGER), opened(LEDGER)],
  ['ledger of seven rows and four texts', practice('khojaly/ledger-origins')],
  ['spot', practice(SPOT)],
  ['spot, with marks of one’s own', practice(SPOT), spotted],
  ['spot, checked', practice(SPOT), opened(SPOT)],
  ['swap', practice(SWAP), swapped],
  ['swap, checked', practice(SWAP), opened(SWAP)],
  ['side by side', practice(SIDE)],
  ['side by side, checked', practice(SIDE), opened(SIDE)],
  ['actors', practice(ACTORS)],
  ['actors, checked', practice(ACTORS), opened(ACTORS)],
  ['a text to read', './read/khojaly/statement-2024/'],
  ['a text with voices', './read/warm-up/careful/', layered('voice')],
  ['a text with cues', './read/warm-up/careful/', layered('cues')],
  ['a text with figures', './read/khojaly/message-2024/', layered('figures')],
  ['a text with wordings', './read/khojaly/message-2024/', layered('framing')],
  ['two texts side by side', './read/khojaly/statement-2024/with/message-2024/'],
  ['overview', './learn/khojaly/overview/'],
  ['overview, with its pictures', './learn/khojaly/overview/', pictured],
  ['overview of invented texts, with its pictures', './learn/warm-up/overview/', pictured],
  ['glossary', './glossary/'],
  ['lesson with a term open', './learn/warm-up/01-whose-words/', explained],
  ['worksheet', './print/warm-up/sort-careful/'],
  ['key sheet', './print/warm-up/sort-careful/key/'],
  ['worksheet of a ledger', `./print/${LEDGER}/`],
  ['key sheet of a ledger', `./print/${LEDGER}/key/`],
  ['worksheet of swaps', './print/warm-up/swap-careless/'],
  ['key sheet of a spot', './print/warm-up/spot-careful/key/'],
  ['results, empty', './results/'],
  ['results, filled', './results/', filled],
  ['results, asking before it erases', './results/', asked],
  ['for teachers', './teach/'],
  ['a lesson for teachers', './teach/warm-up/01-whose-words/'],
  ['sign in, refused', './desk/sign-in/', refused('Sign in')],
  ['sign up, refused', './desk/sign-up/', refused('Open the account')],
  ['the account', './desk/account/', asInstructor('./desk/account/')],
  ['erasing the account', './desk/account/', asInstructor('./desk/account/erase/')],
  ['the accounts, for an administrator', './desk/admin/', administering],
  ['choosing a new password', './desk/admin/', resetting],
  ['offline', './offline/'],
  ['not found', './learn/nothing/']
];

async function visit(
  page: Page,
  path: string,
  prepare: Prepare | undefined,
  complaints: string[]
): Promise<void> {
  await open(page, path);
  await prepare?.(page);
  // The browser itself reports that an address answered 404.
  const others = complaints.filter((complaint) => !complaint.includes('404'));
  complaints.splice(0, complaints.length, ...others);
  // What is laid out only once it is on the screen is to be looked at as well.
  await page.addStyleTag({ content: '* { content-visibility: visible !important; }' });
}

/** Shows a page as it is once a text size is chosen. */
const sized = (page: Page, size: string) =>
  page.evaluate((size) => void (document.documentElement.dataset['size'] = size), size);

/** What stands out over the right edge of the page. */
const overflowing = (page: Page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
      .map((element) => `${element.tagName} ${element.className}`);
  });

test.describe('axe finds nothing in light and dark, and nothing overflows at 320 pixels @server', () => {
  for (const [name, path, prepare] of KINDS) {
    test(`on ${name}`, async ({ page, complaints }, info) => {
      // A page is looked at as a whole five times.
      test.slow();
      await visit(page, path, prepare, complaints);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect.soft(await found(page), colorScheme).toEqual([]);
        await picture(page, info, colorScheme);
      }
      await page.setViewportSize({ width: 320, height: 640 });
      await expect.poll(() => overflowing(page)).toEqual([]);
      await picture(page, info, 'narrow');
      await sized(page, 'large');
      await expect.poll(() => overflowing(page), 'with large text').toEqual([]);
      await picture(page, info, 'narrow-large');
      await sized(page, 'projector');
      await page.setViewportSize({ width: 1920, height: 1080 });
      await expect.poll(() => overflowing(page), 'on a projector').toEqual([]);
      await picture(page, info, 'projector');
    });
  }
});

/** With everything that is folded lying open. */
const unfolded: Prepare = (page) =>
  page.evaluate(() => document.querySelectorAll('details').forEach((fold) => (fold.open = true)));

/** The pages of the site, those together that differ in one name alone: all worksheets of a pack, say. */
const FAMILIES = Map.groupBy(everyPage(), (path) =>
  path
    .replace(/^(\.\/(?:learn|print|read|teach)\/[\w-]+\/(?:practice\/)?)[\w-]+\//, '$1*/')
    .replace(/with\/[\w-]+\//, 'with/*/')
);

/** Narrow and wide, in both themes. */
const LOOKS = [
  { width: 320, colorScheme: 'dark' },
  { width: 1280, colorScheme: 'light' },
  { width: 320, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark' }
] as const;

test.describe('axe finds nothing on any page, and none overflows at 320 pixels @server @wide', () => {
  const softly = expect.configure({ soft: true });
  const most = 10;
  for (const [family, paths] of FAMILIES)
    for (let from = 0; from < paths.length; from += most)
      test(`on ${family}${from > 0 ? `, from number ${from + 1}` : ''}`, async ({ page, complaints }) => {
        test.slow();
        for (const [i, path] of paths.slice(from, from + most).entries()) {
          await page.setViewportSize({ width: 320, height: 900 });
          await visit(page, path, unfolded, complaints);
          await softly.poll(() => overflowing(page), path).toEqual([]);
          // Each page has one of the looks, and its family all of them.
          const looks = LOOKS.filter((_, k) => k % paths.length === (from + i) % LOOKS.length);
          for (const { width, colorScheme } of looks) {
            await page.setViewportSize({ width, height: 900 });
            await page.emulateMedia({ colorScheme });
            softly(await found(page), `${path}, ${colorScheme}, ${width} pixels wide`).toEqual([]);
          }
        }
      });
});

test.describe('Targets', () => {
  test('are at least 24 pixels in each direction, or stand alone in running text @server', async ({
    page
  }) => {
    for (const [path, prepare] of [
      [practice(SORT), sorted],
      [practice(MARK), marked],
      [practice(LINK), undefined],
      [practice(LEDGER), numbered],
      [practice(LEDGER), lookalikes],
      [practice(SPOT), spotted],
      [practice(SWAP), swapped],
      ['./results/', undefined],
      [`./learn/${LATER}/`, recalled],
      [`./learn/${LATER}/later/`, weekLater]
    ] as const) {
      await open(page, path);
      await prepare?.(page);
      const small = await page.evaluate(() =>
        [
          ...document.querySelectorAll<HTMLElement>(
            'main button, main summary, main a.button, main select, main label:has(input)'
          )
        ]
          .filter((element) => element.checkVisibility({ visibilityProperty: true }))
          .filter((element) => {
            const { width, height } = element.getBoundingClientRect();
            return Math.min(width, height) < 24;
          })
          .map(
            (element) => `${element.tagName} “${element.innerText}” ${element.getBoundingClientRect().height}`
          )
      );
      expect(small, path).toEqual([]);
    }
  });
});

test.describe('Who wants less motion @wide', () => {
  test('gets none: nothing glides, fades or slides', async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    for (const path of ['./', practice(SORT), practice(SWAP), './results/']) {
      await open(page, path);
      const moving = await page.evaluate(() =>
        [...document.querySelectorAll('*')].flatMap((element) => {
          const { transitionDuration, animationDuration, animationName, scrollBehavior } =
            getComputedStyle(element);
          const longest = (list: string) => Math.max(...list.split(',').map(parseFloat));
          const moves =
            longest(transitionDuration) > 0.01 ||
            (animationName !== 'none' && longest(animationDuration) > 0.01) ||
            scrollBehavior === 'smooth';
          return moves ? [`${element.tagName} ${element.className}`] : [];
        })
      );
      expect(moving, path).toEqual([]);
    }
    expect(await jump(page)).toBeGreaterThan(300);
    // And who does not mind sees where the page goes.
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    expect(await jump(page)).toBeLessThan(100);
  });
});

/** How far the page jumps, in pixels, on its way to the last statement of an exercise: where it glides, not at all. */
async function jump(page: Page): Promise<number> {
  await open(page, practice(SORT));
  await current(exercise(page, SORT)).focus();
  await page.evaluate(() => {
    window.jumped = 0;
    const scrollBy = window.scrollBy.bind(window);
    window.scrollBy = (how?: ScrollToOptions | number) => {
      const from = scrollY;
      scrollBy(how as ScrollToOptions);
      window.jumped = Math.max(window.jumped, Math.abs(scrollY - from));
    };
    document.activeElement!.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'End', bubbles: true, cancelable: true })
    );
    // What ends just then is an earlier scroll.
    requestAnimationFrame(() => dispatchEvent(new Event('scrollend')));
  });
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(300);
  return page.evaluate(() => window.jumped);
}

test.describe('A screen reader', () => {
  test('hears of a sort: statements as buttons in the text, labels as a group, and each choice as it is made', async ({
    page
  }) => {
    await open(page, practice(SORT));
    const task = exercise(page, SORT);
    await expect(page.getByRole('region', { name: 'Whose words? The Quay Lantern' })).toHaveAttribute(
      'data-exercise',
      'sort-careful'
    );
    await expect(textRegion(task)).toMatchAriaSnapshot(`
      - strong: Report in The Quay Lantern
      - paragraph:
        - 'button "Statement a: Lost harbour bell turns up behind library panel"'
      - paragraph: By Maud Ferris
      - paragraph: The Quay Lantern, 12 February 2025
      - paragraph:
        - 'button "Statement b: Corner Street Library has been shut since a water pipe burst in its basement on the night of 2 February."'
        - 'button "Statement c: It has been a strange winter for a building that likes quiet."'
      - paragraph:
        - text: In a notice signed on Monday, Town Clerk Ida Marsh said that
        - 'button /^Statement d: 1,240 books/'
    `);
    const group = task.getByLabel('Task', { exact: true });
    await expect(group).toMatchAriaSnapshot(`
      - group "Task":
        - button "Previous statement" [disabled]
        - paragraph: /Statement 1 of \\d+/
        - button "Next statement"
        - group "Whose words are these?":
          - radio /^States/
          - radio /^Characterises/
          - radio /^Hands to a source/
        - group /How sure are you of your reading/:
          - radio "Guessing" [disabled]
          - radio "Unsure" [disabled]
          - radio "Fairly sure" [disabled]
          - radio "Sure" [disabled]
        - checkbox "Go on to the next by itself, in a moment"
    `);
    await expect(current(task)).toHaveAttribute('tabindex', '0');
    const status = task.getByRole('status').first();
    await press(label(task, 'Characterises'));
    await expect(status).toHaveText(/^Statement a: Characterises\s?$/);
    await expect(
      task.getByRole('button', { name: /^Statement a: Lost harbour bell .* Your reading: Characterises\.$/ })
    ).toBeVisible();
    await press(task.getByRole('button', { name: 'Next statement', exact: true }));
    await expect(status).toHaveText(/^Statement b, 2 of \d+: Corner Street Library/);
  });

  test('hears of a text to mark: word by word, where a mark stands, and what was marked', async ({
    page
  }) => {
    await open(page, practice(MARK));
    const task = exercise(page, MARK);
    await expect(slider(task)).toHaveAccessibleDescription(
      /Arrow keys move by word, with Control by sentence/
    );
    await slider(task).focus();
    await page.keyboard.press('Control+Home');
    await expect(slider(task)).toHaveAttribute('aria-valuetext', 'New paragraph, Lost');
    await page.keyboard.press('ArrowRight');
    await expect(slider(task)).toHaveAttribute('aria-valuetext', 'harbour');
    await page.keyboard.press('Shift+ArrowRight');
    await expect(slider(task)).toHaveAttribute('aria-valuetext', 'Selected: harbour bell');
    const status = task.getByRole('status').first();
    await page.keyboard.press('Enter');
    await expect(status).toHaveText(/^Marked, Hands to a source: harbour bell\. 1 mark\.\s?$/);
    await expect(slider(task)).toHaveAttribute('aria-valuetext', 'bell, in your mark 1, Hands to a source');
    await expect(
      textRegion(task).getByRole('img', { name: 'Your mark 1, Hands to a source:' })
    ).toBeVisible();
    await expect(textRegion(task)).toMatchAriaSnapshot(`
      - paragraph:
        - text: Lost
        - mark:
          - img "Your mark 1, Hands to a source:"
          - text: harbour bell (end)
        - text: turns up behind library panel
    `);
    if (await task.getByRole('button', { name: 'Show the task' }).isVisible())
      await press(task.getByRole('button', { name: 'Show the task' }));
    await expect(task.getByLabel(/^Your marks/)).toMatchAriaSnapshot(`
      - group "Your marks (1)":
        - heading "Your marks (1)" [level=3]
        - list:
          - listitem:
            - group: "Mark 1, Hands to a source: harbour bell"
    `);
    await slider(task).focus();
    await page.keyboard.press('Delete');
    await expect(status).toHaveText(/^Removed: harbour bell\. 0 marks left\.\s?$/);
  });

  test('hears of statements to link: each with its letter, what is marked as source and cue, and who stands where in a chain', async ({
    page
  }) => {
    await open(page, practice(LINK));
    const task = exercise(page, LINK);
    await expect(page.getByRole('region', { name: 'Who says so, and by which words?' })).toHaveAttribute(
      'data-exercise',
      'link-careful'
    );
    await expect(textRegion(task)).toMatchAriaSnapshot(`
      - strong: Report in The Quay Lantern
      - paragraph: By Maud Ferris
      - paragraph:
        - mark: In a notice signed on Monday, Town Clerk Ida Marsh said that
        - mark:
          - img "Statement a:"
          - text: 1,240 books were wet, 312 of them written off. (end)
        - mark: The notice added that
        - mark:
          - img "Statement b:"
          - text: the water “stood 40 centimetres deep” when the caretaker opened the door. (end)
    `);
    const group = task.getByLabel('Task', { exact: true });
    await expect(group).toMatchAriaSnapshot(`
      - group "Task":
        - button "Previous statement" [disabled]
        - paragraph: Statement 1 of 9
        - button "Next statement"
        - list:
          - listitem:
            - strong: Source
            - button "Find it in the text"
          - listitem:
            - strong: Cue
            - button "Find it in the text"
        - paragraph:
          - strong: 0 of 9
          - status
        - button "Check"
    `);
    const status = task.getByRole('status').first();
    await slider(task).focus();
    await page.keyboard.press('Control+Home');
    await expect(slider(task)).toHaveAttribute('aria-valuetext', 'New paragraph, In');
    for (let i = 0; i < 6; i++) await page.keyboard.press('ArrowRight');
    for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+ArrowRight');
    await expect(slider(task)).toHaveAttribute('aria-valuetext', 'Selected: Town Clerk Ida Marsh');
    await page.keyboard.press('1');
    await expect(status).toHaveText(/^Source: Town Clerk Ida Marsh\s?$/);
    await expect(slider(task)).toHaveAttribute('aria-valuetext', 'Marsh, marked as source');
    await expect(textRegion(task)).toMatchAriaSnapshot(`
      - paragraph:
        - mark: In a notice signed on Monday,
        - mark:
          - img "Source:"
          - text: Town Clerk Ida Marsh (end)
        - mark: said that
        - mark:
          - img "Statement a:"
          - text: 1,240 books were wet, 312 of them written off. (end)
    `);
    await expect(group).toMatchAriaSnapshot(`
      - list:
        - listitem:
          - strong: Source
          - button "Show in the text"
          - text: Town Clerk Ida Marsh
          - button "Remove source Town Clerk Ida Marsh"
        - listitem:
          - strong: Cue
          - button "Find it in the text"
    `);
    for (const said of [
      /^Statement b, 2 of 9: the water “stood 40/,
      /^Statement c, 3 of 9: the County Water/
    ]) {
      await press(task.getByRole('button', { name: 'Next statement', exact: true }));
      await expect(status).toHaveText(said);
    }
    await slider(task).focus();
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('1');
    await expect(status).toHaveText(/^Source: /);
    await expect(group).toMatchAriaSnapshot(`
      - listitem:
        - strong: The chain of speakers
        - paragraph: /One source reports another/
        - list:
          - listitem:
            - text: the County Water Board
            - button "Move the County Water Board up" [disabled]
            - button "Move the County Water Board down"
          - listitem:
            - text: the notice of Town Clerk Ida Marsh
            - button "Move the notice of Town Clerk Ida Marsh up"
            - button "Move the notice of Town Clerk Ida Marsh down" [disabled]
        - button "This is the order"
    `);
    await press(task.getByRole('button', { name: 'Move the County Water Board down' }));
    await expect(status).toHaveText(/^the County Water Board is now number 2 of 2\s?$/);
    await press(task.getByRole('button', { name: 'This is the order' }));
    await expect(status).toHaveText(
      /^Order kept: the notice of Town Clerk Ida Marsh, then the County Water Board\s?$/
    );
  });

  test('is taken to the verdict, and finds each item with its outcome', async ({ page }) => {
    await open(page, practice(SORT));
    const task = exercise(page, SORT);
    await current(task).focus();
    await page.keyboard.press('1');
    await check(task);
    await expect(task.getByRole('heading', { level: 3, name: 'What you read' })).toBeFocused();
    await expect(task.getByLabel('Item by item', { exact: true })).toMatchAriaSnapshot(`
      - group "Item by item":
        - heading "Item by item" [level=3]
        - checkbox "only where we differ"
        - list:
          - listitem:
            - group: a Lost harbour bell turns up behind library panel Read as the key reads it
          - listitem:
            - group: b Corner Street Library has been shut since a water … Left open
    `);
  });

  test('hears where a page leads when it is changed, from its title', async ({ page }) => {
    await open(page, './');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Results' }).click();
    await expect(page).toHaveTitle('Results · Whose Words?');
    await expect(page.locator('[aria-live="assertive"]')).toHaveText('Results · Whose Words?');
    await ready(page);
  });
});

declare global {
  interface Window {
    /** The farthest that the page was moved at once. */
    jumped: number;
  }
}
