import type { BrowserContext, Locator, Page, TestInfo } from '@playwright/test';
import { lettered } from '../../src/lib/exercises/parts/lettered.ts';
import {
  bodyOf,
  check,
  checkByKeys,
  enter,
  exercise,
  expect,
  expectScore,
  headOf,
  LESSON_NAMES,
  open,
  picture,
  press,
  questionOf,
  reach,
  ready,
  resultRows,
  specOf,
  test
} from './helpers.ts';
import {
  absentButton,
  cellButton,
  chooseByKeys,
  columnsOf,
  ledgerKey,
  reasons,
  rowsOf,
  solve,
  solveByKeys,
  step
} from './solving.ts';

/**
 * Whole lessons, from the course map to the results. Which lesson is walked through follows from what it holds, and
 * not from its place on the shelf.
 */
const packOf = (lesson: string) => lesson.split('/')[0]!;
const exercisesOf = (lesson: string) =>
  (headOf(lesson).exercises ?? []).map((slug) => `${packOf(lesson)}/${slug}`);

/** The first lesson of a pack in which something is asked in a certain way. */
function lessonWith(pack: string, ...modes: string[]): string {
  const found = LESSON_NAMES.filter((lesson) => packOf(lesson) === pack).find((lesson) =>
    exercisesOf(lesson).some((name) => modes.includes(specOf(name).select.mode))
  );
  if (!found) throw new Error(`no lesson of ${pack} has an exercise of these modes: ${modes.join(', ')}`);
  return found;
}

const NUMBERS = lessonWith('warm-up', 'ledger');
const WORDINGS = lessonWith('warm-up', 'spot', 'swap');
const LEDGER = lessonWith('khojaly', 'ledger');
const ACTORS = lessonWith('khojaly', 'actors');

/** What stands in a lesson to be answered, in its order. */
type Part =
  | { is: 'example'; ask: string; answer: string }
  | { is: 'exercise'; name: string }
  | { is: 'reflection'; ask: string };

function partsOf(lesson: string): Part[] {
  return [...bodyOf(lesson).matchAll(/<(HalfWorked|Exercise|Reflect)\s([^]*?)>\n/g)].map(([, tag, given]) => {
    const value = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(given!)![1]!;
    if (tag === 'Exercise') return { is: 'exercise', name: `${packOf(lesson)}/${value('slug')}` };
    if (tag === 'Reflect') return { is: 'reflection', ask: value('ask') };
    return { is: 'example', ask: value('ask'), answer: value('answer') };
  });
}

/** Somebody who works on a page: with a pointer, or with keys alone. */
interface Hand {
  press: (page: Page, target: Locator) => Promise<void>;
  choose: (page: Page, group: Locator, value: string) => Promise<void>;
  write: (page: Page, box: Locator, text: string) => Promise<void>;
  solve: (page: Page, name: string) => Promise<void>;
  check: (page: Page, task: Locator) => Promise<void>;
}

const pointing: Hand = {
  press: (_, target) => press(target),
  choose: (_, group, value) => press(group.locator(`label:has(input[value="${value}"])`)),
  write: (_, box, text) => box.fill(text),
  solve,
  check: (_, task) => check(task)
};

const keys: Hand = {
  press: enter,
  choose: chooseByKeys,
  write: async (page, box, text) => {
    await reach(page, box);
    await page.keyboard.type(text);
  },
  solve: solveByKeys,
  check: checkByKeys
};

const REFLECTION = 'That it had been somebody’s fault. I looked for it before I read.';

/** The questions before a lesson, each answered as its key has it. */
async function recall(page: Page, lesson: string, hand: Hand): Promise<void> {
  const questions = headOf(lesson).retrieval ?? [];
  expect(questions).toHaveLength(3);
  for (const [i, { answer, because }] of questions.entries()) {
    const question = questionOf(page, i + 1);
    await hand.press(page, question.getByRole('button', { name: answer, exact: true }));
    await expect(question.getByRole('status')).toContainText(`Yes: ${answer}`);
    await expect(question.getByRole('status')).toContainText(because);
    await expect(question.getByRole('button', { name: 'your choice' })).toBeFocused();
  }
}

/** One exercise: answered as its key has it, checked, and its verdict read. */
async function work(page: Page, name: string, hand: Hand, info: TestInfo): Promise<void> {
  const task = exercise(page, name);
  const slug = name.split('/')[1]!;
  await hand.solve(page, name);
  await picture(page, info, `${slug}-answered`);
  await hand.check(page, task);
  await expect(task.getByRole('heading', { name: 'What you read' })).toBeFocused();
  await expectScore(task, 100);
  await picture(page, info, `${slug}-verdict`);
  // Each item says why.
  const items = task.getByLabel('Item by item', { exact: true });
  for (const reason of await reasons(page, name)) await expect(items).toContainText(reason);
}

/** From the course map through a lesson to its end, and on to the next. Leaves the page on the next lesson. */
async function walk(
  page: Page,
  lesson: string,
  hand: Hand,
  info: TestInfo,
  between: (page: Page, name: string) => Promise<void> = () => Promise.resolve()
): Promise<void> {
  const { title, aims, contains } = headOf(lesson);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Course map');
  await hand.press(
    page,
    page.getByRole('heading', { level: 3 }).getByRole('link', { name: title, exact: true })
  );
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
  await ready(page);

  // What it is, before it opens.
  const head = page.locator('article > header');
  await expect(head.getByRole('listitem')).toHaveText(aims);
  await expect(head).toContainText(`Contains: ${contains.trim()}`);
  await expect(head).not.toContainText('Done');
  await picture(page, info, 'head');
  await hand.press(page, head.getByRole('link', { name: 'Start', exact: true }));
  await expect(page).toHaveURL(/#begin$/);
  await recall(page, lesson, hand);
  await picture(page, info, 'recalled');

  const parts = partsOf(lesson);
  const names = exercisesOf(lesson);
  expect(parts.flatMap((part) => (part.is === 'exercise' ? [part.name] : []))).toEqual(names);
  const examples = page.locator('#lesson').getByRole('group', { name: 'Your turn', exact: true });
  let [example, checked] = [0, 0];
  for (const part of parts) {
    if (part.is === 'example') {
      const card = examples.nth(example++);
      await hand.choose(page, card.getByRole('group', { name: part.ask }), part.answer);
      await expect(card.getByRole('status')).toContainText(`Yes: ${part.answer}`);
      await expect(card.getByRole('radio', { checked: true })).toBeFocused();
      if (example === 1) await picture(page, info, 'half-worked');
    } else if (part.is === 'exercise') {
      await work(page, part.name, hand, info);
      checked += 1;
      await expect(page.getByText(`${checked} of ${names.length} exercises checked`)).toBeVisible();
      await between(page, part.name);
    } else {
      const box = page.getByRole('textbox', { name: part.ask });
      await hand.write(page, box, REFLECTION);
      await expect(box.locator('xpath=..').getByRole('status')).toHaveText('Kept.');
    }
  }
  expect(example).toBe(await examples.count());

  const along = page.getByRole('group', { name: 'What to take along' });
  await along.scrollIntoViewIfNeeded();
  await expect(along).toBeVisible();
  const foot = page.locator('article > footer');
  await expect(foot).toContainText('✓ Done.');
  await expect(foot).not.toContainText('not checked yet');
  await expect(head).toContainText('✓ Done');
  await foot.scrollIntoViewIfNeeded();
  await picture(page, info, 'end');

  const next = headOf(LESSON_NAMES[LESSON_NAMES.indexOf(lesson) + 1]!).title;
  await hand.press(page, foot.getByRole('link', { name: `Next lesson: ${next}` }));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(next);
  await ready(page);
}

const menu = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name });

/** The results name each exercise of a lesson with 100, and the course map says that it is done. */
async function expectKept(page: Page, lesson: string, hand: Hand, info: TestInfo): Promise<void> {
  await hand.press(page, menu(page, 'Results'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What your answers show');
  for (const name of exercisesOf(lesson)) {
    const row = resultRows(page).filter({ hasText: specOf(name).title });
    await expect(row.getByRole('cell').first()).toHaveText('100');
  }
  await picture(page, info, 'results', true);
  await hand.press(page, menu(page, 'Learn'));
  const row = page.locator('li.lesson').filter({ hasText: headOf(lesson).summary.trim() });
  await expect(row).toContainText('✓ Done');
}

test.describe('A whole lesson, from the course map to the results @server', () => {
  for (const [what, lesson] of [
    ['on numbers', NUMBERS],
    ['on wordings', WORDINGS],
    ['with a ledger of the five texts', LEDGER],
    ['on who acts in the five texts', ACTORS]
  ] as const)
    test(`${what}: every question, example and exercise read as the key reads it`, async ({ page }, info) => {
      test.setTimeout(240_000);
      await open(page, './learn/');
      await walk(page, lesson, pointing, info);
      await expectKept(page, lesson, pointing, info);
    });

  for (const [what, lesson] of [
    ['on numbers', NUMBERS],
    ['on who acts in the five texts', ACTORS]
  ] as const)
    test(`${what}, by keyboard alone: nothing is out of reach or out of sight @wide`, async ({
      page
    }, info) => {
      test.setTimeout(240_000);
      await open(page, './');
      await keys.press(page, menu(page, 'Learn'));
      await walk(page, lesson, keys, info);
      await expectKept(page, lesson, keys, info);
    });
});

/** A line of an accessibility tree: the role, its exact name, and what else holds of it; `:` where more stands under it. */
const node = (role: string, name: string, rest = '') => {
  const [, states, colon] = /^([^:]*)(:?)$/.exec(rest)!;
  return `- '${`${role} ${JSON.stringify(name)}${states}`.replaceAll("'", "''")}'${colon}`;
};
const words = (role: string, text: string) => `- ${role}: ${JSON.stringify(text)}`;
const under = (lines: string, depth = 1) => lines.replaceAll(/^/gm, '  '.repeat(depth));
const tree = (...lines: string[]) => lines.join('\n');

/** The first ledger of a lesson. */
const ledgerOf = (lesson: string) =>
  exercisesOf(lesson).find((name) => specOf(name).select.mode === 'ledger')!;

/** A ledger's table as a screen reader has it, with what stands in each cell: `open; choose`, a number, `absent`. */
function tableTree(
  columns: string[],
  counted: string[],
  held: (row: number, column: number) => string
): string {
  return tree(
    node('table', `The ledger: ${counted.length} counts in ${columns.length} texts`, ':'),
    under(
      tree(
        words('caption', `The ledger: ${counted.length} counts in ${columns.length} texts`),
        '- rowgroup:',
        under('- row:'),
        ...['Counted', ...columns].map((name) => under(node('columnheader', name), 2)),
        '- rowgroup:',
        ...counted.map((name, row) =>
          tree(
            under('- row:'),
            under(node('rowheader', `${lettered(row + 1)} ${name}`), 2),
            ...columns.map((column, c) =>
              tree(
                under('- cell:', 2),
                under(node('button', `Row ${lettered(row + 1)}, ${name}, ${column}: ${held(row, c)}`), 3),
                under(
                  node(
                    'button',
                    `Row ${lettered(row + 1)}, ${name}, ${column}: absent`,
                    held(row, c) === 'absent' ? ' [pressed]' : ''
                  ),
                  3
                )
              )
            )
          )
        )
      )
    )
  );
}

test.describe('A whole lesson, as a screen reader has it @server @wide', () => {
  test('its head, a question, a table of named cells, each announcement, and a verdict', async ({
    page
  }, info) => {
    test.setTimeout(120_000);
    const lesson = NUMBERS;
    const { title, minutes, aims, contains, retrieval, exercises } = headOf(lesson);
    await open(page, `./learn/${lesson}/`);
    await expect(page.locator('article > header')).toMatchAriaSnapshot(
      tree(
        '- paragraph:',
        under('- link "Course map"'),
        node('heading', title, ' [level=1]'),
        `- paragraph: /^${minutes} minutes · /`,
        '- heading "What you will be able to do" [level=2]',
        '- list:',
        ...aims.map((aim) => under(words('listitem', aim))),
        '- paragraph:',
        under(tree('- strong: "Contains:"', words('text', contains.trim()))),
        '- paragraph:',
        under('- link "Start"')
      )
    );
    await expect(page.getByRole('navigation', { name: 'Exercises of this lesson' })).toMatchAriaSnapshot(
      tree(
        '- navigation "Exercises of this lesson":',
        under('- list:'),
        ...exercises.map((slug, i) =>
          under(
            tree(
              '- listitem:',
              under(node('button', `${i + 1}. ${specOf(`${packOf(lesson)}/${slug}`).title}`))
            ),
            2
          )
        ),
        under(words('paragraph', `0 of ${exercises.length} exercises checked`))
      )
    );

    // A question, before and after; what became of it stands in a live region.
    const { ask, sentence, options, answer, because } = retrieval![0]!;
    const group = node('group', `Question 1 of 3 ${ask}`, ':');
    const asks = [
      words('paragraph', 'Question 1 of 3'),
      ...(sentence ? [words('paragraph', sentence.replaceAll('\n', ' ').trim())] : []),
      words('paragraph', ask)
    ];
    await expect(questionOf(page, 1)).toMatchAriaSnapshot(
      tree(group, under(tree(...asks, ...options.map((option) => node('button', option)), '- status')))
    );
    const other = options.find((option) => option !== answer)!;
    await press(questionOf(page, 1).getByRole('button', { name: other, exact: true }));
    await expect(questionOf(page, 1)).toMatchAriaSnapshot(
      tree(
        group,
        under(
          tree(
            ...asks,
            ...options.map((option) =>
              option === other
                ? node('button', `${option} your choice`, ' [disabled] [pressed]')
                : node('button', option, ' [disabled]')
            ),
            '- status:',
            under(
              tree(
                '- paragraph:',
                under(tree('- text: "The key reads:"', words('strong', answer))),
                words('paragraph', because.trim())
              )
            )
          )
        )
      )
    );

    // The table: each cell says its row, its text and what stands in it.
    const name = ledgerOf(lesson);
    const task = exercise(page, name);
    const key = await ledgerKey(page, name);
    const columns = await columnsOf(task);
    const sources = [...new Set(key.cells.map(({ source }) => source))];
    const counted = (await task.getByRole('rowheader').allInnerTexts()).map((text) =>
      text.replace(/^[a-z]\s+/, '').trim()
    );
    const table = task.getByRole('table');
    await expect(table).toMatchAriaSnapshot(tableTree(columns, counted, () => 'open; choose'));
    const status = task.getByRole('status').first();
    await cellButton(task, 0, columns[0]!).focus();
    await page.keyboard.press('Enter');
    await expect(status).toHaveText(
      `Row a, ${counted[0]}, ${columns[0]}: choose its number in the text, or say that it is absent.`
    );
    await absentButton(task, 1, columns[0]!).focus();
    await page.keyboard.press('Enter');
    const cells = key.cells.length;
    await expect(status).toHaveText(
      new RegExp(`^Row b, ${counted[1]}, ${columns[0]}: absent\\. 1 of ${cells} cells\\.`)
    );
    await page.keyboard.press('Delete');
    await expect(status).toHaveText(new RegExp(`^Row b, ${counted[1]}, ${columns[0]}: open again\\s?$`));
    await solve(page, name);
    await press(step(task, 'Numbers'));
    await expect(table).toMatchAriaSnapshot(
      tableTree(columns, counted, (row, column) => {
        const cell = key.cells.find((one) => one.row === rowsOf(key)[row] && one.source === sources[column])!;
        return cell.mentions[0]?.place.quote ?? 'absent';
      })
    );

    // The verdict takes the focus; it is told, then pictured with a table that says the same, then item by item.
    await check(task);
    await expect(task.getByRole('heading', { name: 'What you read' })).toBeFocused();
    await expect(task.getByRole('group', { name: 'What you read' })).toMatchAriaSnapshot(`
      - group "What you read":
        - heading "What you read" [level=3]
        - paragraph: /^You found \\d+ of \\d+ numbers?, and \\d+ of \\d+ places? where a text has none\\./
    `);
    await expect(task.getByRole('figure')).toMatchAriaSnapshot(`
      - figure "The ledger as the key has it":
        - 'region "The ledger as the key has it: the picture"':
          - img "The table below the picture says the same."
        - paragraph: /no such number in this text/
        - group: The same as a table
    `);
    await expect(task.getByLabel('Item by item', { exact: true })).toMatchAriaSnapshot(`
      - group "Item by item":
        - heading "Item by item" [level=3]
        - checkbox "only where we differ"
        - list:
          - listitem:
            - heading "Numbers" [level=4]
            - group: /^a .+ Found$/
          - listitem:
            - group: /^a .+ (Found|Read as the key reads it)$/
    `);
    await picture(page, info, 'verdict');

    // Nothing that can be operated is without a name.
    const all = await page.getByRole('main').ariaSnapshot();
    const nameless = all
      .split('\n')
      .filter((line) => /^\s*- (button|link|radio|checkbox|textbox|slider|combobox)( \[|:|$)/.test(line));
    expect(nameless).toEqual([]);

    // What one writes is said to be kept, and where a link has led is said as well.
    const reflection = partsOf(lesson).find((part) => part.is === 'reflection')!;
    const box = page.getByRole('textbox', { name: reflection.ask });
    await expect(box).toHaveAccessibleDescription(/^For you alone: it stays in this browser\./);
    await box.fill(REFLECTION);
    await expect(box.locator('xpath=..').getByRole('status')).toHaveText('Kept.');
    await page.getByRole('link', { name: /^Next lesson: / }).click();
    const next = headOf(LESSON_NAMES[LESSON_NAMES.indexOf(lesson) + 1]!).title;
    await expect(page.locator('[aria-live="assertive"]')).toHaveText(`${next} · Whose Words?`);
    await ready(page);
  });
});

/** Waits until the service worker has the whole site, and cuts the connection. */
async function cut(page: Page, context: BrowserContext): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller)
      await new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', done));
  });
  await context.setOffline(true);
}

test.describe('Whole lessons without a connection', () => {
  test.use({ serviceWorkers: 'allow' });

  test('one with ledgers and one on wordings are finished, and a reload takes nothing away', async ({
    page,
    context,
    complaints
  }, info) => {
    test.setTimeout(300_000);
    await open(page, './learn/');
    await cut(page, context);
    await expect(page.getByText('You are offline. Lessons go on working')).toBeVisible();
    await picture(page, info, 'offline');
    const [first] = exercisesOf(NUMBERS);
    await walk(page, NUMBERS, pointing, info, async (page, name) => {
      if (name !== first) return;
      // Loaded anew in the midst of it: the questions, and the exercise with its verdict.
      await page.reload();
      await ready(page);
      await expect(questionOf(page, 3).getByRole('status')).toContainText('Yes:');
      await expectScore(exercise(page, name), 100);
    });
    await press(menu(page, 'Learn'));
    await walk(page, WORDINGS, pointing, info);
    await page.goBack();
    await page.reload();
    await ready(page);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(headOf(WORDINGS).title);
    await expect(page.locator('article > footer')).toContainText('✓ Done.');
    await expect(page.locator('.reflect').getByRole('textbox')).toHaveValue(REFLECTION);
    for (const name of exercisesOf(WORDINGS)) await expectScore(exercise(page, name), 100);
    await expectKept(page, NUMBERS, pointing, info);
    await expectKept(page, WORDINGS, pointing, info);
    // The browser reports each request that found no network.
    for (const complaint of complaints.splice(0)) expect(complaint).toContain('ERR_INTERNET_DISCONNECTED');
  });
});
