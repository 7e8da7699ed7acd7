import { lettered } from '../../src/lib/exercises/parts/lettered.ts';
import { assigned, begin, handIn, joined } from './assigning.ts';
import { inOrder, keyOf, label, NAMES, sortAsKey } from './attributing.ts';
import {
  checkButton,
  current,
  exercise,
  expect,
  expectFocusSeen,
  headOf,
  open,
  press,
  ready,
  specOf,
  tabTo,
  test
} from './helpers.ts';
import { looked } from './looking.ts';

const SORT = 'warm-up/sort-careful';

test.describe('Doing an assignment @server @wide', () => {
  test('the stand-in of an exercise counts the same, and nobody else in the class sees that it was taken', async ({
    page,
    browser
  }, info) => {
    const own = 'khojaly/sort-letter-2022';
    const instead = 'warm-up/sort-two-voices';
    const set = await assigned(page, { steps: [`exercise:${own}`] });
    const other = await joined(browser, set);
    const note = other.getByText(
      /^The text speaks of the mass killing of civilians at Khojaly in February 1992; /
    );
    await expect(note).toBeVisible();
    await expect(other.getByText(/^Rather not work with these texts\?/)).toBeVisible();
    await begin(other);
    // It is one line then, to be opened again.
    await expect(note).toBeHidden();
    await other.getByText('What the text contains').click();
    await expect(note).toBeVisible();
    const pages = [`./class/${set.classId}/`, set.path, other.url(), `${set.path}hand-in/`];
    const seen = async () => {
      const all = await Promise.all(
        pages.map(async (path) => (await other.request.get(`${path}__data.json`)).text())
      );
      // The server's clock goes on.
      return all.map((text) => text.replaceAll(/\b1[78]\d{11}\b/g, 'TIME'));
    };
    const before = await seen();

    const learner = await joined(browser, set);
    await begin(learner);
    await press(learner.getByRole('button', { name: 'Do that instead' }));
    await ready(learner);
    await sortAsKey(learner, instead, exercise(learner, own));
    await looked(learner, info, 'stand-in');
    await handIn(learner);
    await expect(learner.getByText('Your mark: 100 of 100.')).toBeVisible();
    await expect(learner.getByRole('heading', { name: specOf(instead).title })).toBeVisible();

    expect(await seen()).toEqual(before);
    expect(before.join()).not.toContain(instead.split('/')[1]);
  });

  test('a lesson is read and done inside an assignment, and its exercises count', async ({
    page,
    browser
  }) => {
    test.slow();
    const lesson = 'warm-up/01-whose-words';
    const { title, contains, exercises } = headOf(lesson);
    const rest = specOf(`warm-up/${exercises[1]}`);
    const set = await assigned(page, { steps: [`lesson:${lesson}`] });
    const learner = await joined(browser, set);
    await begin(learner);
    await expect(learner.getByRole('heading', { name: title, level: 1 })).toBeVisible();
    // Nobody is warned of a text in which nobody is hurt.
    await expect(learner.getByText(contains)).toHaveCount(0);
    await expect(learner.getByText(/^What the texts? contains?$/)).toHaveCount(0);
    await expect(learner.getByRole('heading', { name: /^What these texts do well/ })).toBeVisible();
    const task = exercise(learner, SORT);
    await sortAsKey(learner, SORT);
    await expect(checkButton(task)).toHaveCount(0);
    await press(learner.getByRole('link', { name: 'Look it over and hand in' }));
    await expect(learner.getByRole('main').getByRole('listitem').getByText(rest.title)).toBeVisible();
    await press(learner.getByRole('button', { name: 'Hand in', exact: true }));
    await expect(learner.getByText('Your mark: 50 of 100.')).toBeVisible();
  });

  test('two tabs of one browser show each other’s answers and say so, and nothing of either is lost', async ({
    page,
    browser
  }) => {
    const set = await assigned(page, { steps: [`exercise:${SORT}`] });
    const one = await joined(browser, set);
    await begin(one);
    const two = await one.context().newPage();
    await open(two, one.url());
    const here = exercise(one, SORT);
    const there = exercise(two, SORT);
    const of = specOf(SORT).select.statements!.length;
    const given = (task: typeof here, n: number) => task.getByText(`${n} of ${of}`, { exact: true });
    const next = (task: typeof here) => task.getByRole('button', { name: 'Next statement', exact: true });

    await press(label(here, NAMES.states!));
    await expect(two.getByText(`You went on with “${specOf(SORT).title}” in another tab.`)).toBeVisible();
    await expect(given(there, 1)).toBeVisible();
    // It stands at the first that is open.
    await press(label(there, NAMES.characterises!));
    await expect(given(here, 2)).toBeVisible();
    await press(next(here));
    await press(next(here));
    await press(label(here, NAMES.source!));
    await expect(given(there, 3)).toBeVisible();
    await expect(here.getByText(/^Saved \d\d:\d\d/)).toBeVisible();
    await expect(two.getByRole('dialog')).toHaveCount(0);
    await two.close();
    await one.reload();
    await ready(one);
    await expect(given(here, 3)).toBeVisible();
    for (const [i, name] of [NAMES.states, NAMES.characterises, NAMES.source].entries())
      await expect(
        here.getByRole('button', {
          name: new RegExp(`^Statement ${lettered(i + 1)}: .* Your reading: ${name}`)
        })
      ).toBeVisible();
  });

  test('is done from the code of the class to the reasons by keyboard alone', async ({ page, browser }) => {
    test.slow();
    const name = 'warm-up/sort-two-voices-short';
    const set = await assigned(page, { steps: [`exercise:${name}`] });
    const learner = await (await browser.newContext()).newPage();
    const keys = learner.keyboard;
    const enter = async (what: Parameters<typeof tabTo>[1]) => {
      await tabTo(learner, what);
      await expectFocusSeen(learner);
      await keys.press('Enter');
    };
    await open(learner, set.path);
    await tabTo(learner, learner.getByLabel('Code of the class'));
    await keys.type(set.code);
    await keys.press('Enter');
    await enter(learner.getByRole('form', { name: 'Choose a name' }).getByRole('button').first());
    await enter(learner.getByRole('button', { name: 'I have it' }));
    await enter(learner.getByRole('button', { name: 'Begin' }));
    await ready(learner);

    const task = exercise(learner, name);
    const { classes = [] } = specOf(name).select;
    const entries = inOrder(name, (await keyOf(learner, name, 'sort')).entries);
    await tabTo(learner, current(task));
    for (const [i, { as }] of entries.entries()) {
      await expect(task.getByText(`Statement ${i + 1} of ${entries.length}`, { exact: true })).toBeVisible();
      await keys.press(String(classes.indexOf(as) + 1));
      if (i < entries.length - 1) await keys.press('ArrowRight');
    }
    await enter(task.getByRole('link', { name: 'Look it over and hand in' }));
    await expect(learner.getByText('Everything that is asked is answered.')).toBeVisible();
    await enter(learner.getByRole('button', { name: 'Hand in', exact: true }));
    await expect(learner.getByText('Your mark: 100 of 100.')).toBeVisible();
    await ready(learner);
    await enter(learner.getByLabel('Item by item', { exact: true }).locator('summary').first());
    await expect(learner.getByText(entries[0]!.reason).first()).toBeVisible();
  });
});
