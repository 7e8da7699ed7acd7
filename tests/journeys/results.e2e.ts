import { readFileSync } from 'node:fs';
import type { Browser, Download, Page } from '@playwright/test';
import { AnswersHead } from '../../src/lib/server/exports.ts';
import { assigned, begin, handIn, joined, nameOf } from './assigning.ts';
import { inOrder, keyOf, NAMES, sort } from './attributing.ts';
import { expect, open, press, ready, specOf, test } from './helpers.ts';
import { looked } from './looking.ts';

const SORT = 'warm-up/sort-careful';
const MARK = 'warm-up/mark-careful';

/** An assignment of which one learner read all but the first statement as the key does, and left the rest open. */
async function handedIn(page: Page, browser: Browser, ...names: string[]) {
  const set = await assigned(page, { steps: names.map((name) => `exercise:${name}`) });
  const learner = await joined(browser, set);
  await begin(learner);
  const entries = inOrder(SORT, (await keyOf(learner, SORT, 'sort')).entries);
  const { as } = entries[0]!;
  const wrong = as === 'source' ? 'states' : 'source';
  await sort(learner, SORT, (i) => (i === 0 ? wrong : entries[i]!.as));
  await handIn(learner);
  const results = set.edit.replace('edit/', 'results/');
  const first = { quote: entries[0]!.places[0]!.quote, key: NAMES[as]!, given: NAMES[wrong]! };
  return { learner, name: await nameOf(learner), results, first };
}

const resultsNav = (page: Page) => page.getByRole('navigation', { name: /^Results of / });

/** The points of an exercise, on a learner's review. */
const pointsOf = (learner: Page, name: string) =>
  learner
    .getByRole('listitem')
    .filter({ has: learner.getByRole('heading', { name: specOf(name).title }) })
    .getByText(/^\d+ of 100$/)
    .first();

test.describe('The results of an assignment @server @wide', () => {
  test('lead from the table over the text to a learner, and what is given and said there reaches the learner', async ({
    page,
    browser
  }, info) => {
    test.slow();
    const { learner, name, results, first } = await handedIn(page, browser, SORT, MARK);
    await open(page, results);
    await expect(page.getByText('1 of 1 handed in.')).toBeVisible();
    const row = page.getByRole('region', { name: 'Table of marks' }).getByRole('row', { name });
    await expect(row).toContainText('no answer, 0 points');
    await looked(page, info, 'results');

    await press(page.getByRole('columnheader', { name: specOf(SORT).title }).getByRole('link'));
    await expect(page.getByRole('heading', { name: specOf(SORT).title, level: 1 })).toBeVisible();
    await ready(page);
    const item = page.getByRole('region', { name: 'Table of items' }).getByRole('row').nth(1);
    await expect(item).toContainText(first.quote.slice(0, 40));
    await expect(item).toContainText(`Key: ${first.key}`);
    await expect(item).toContainText(`1 × ${first.given}`);
    const given = page.getByRole('region', { name: 'What was given, item by item' });
    await expect(given.getByText(first.given).first()).toBeVisible();
    await looked(page, info, 'part');

    await press(resultsNav(page).getByRole('link', { name: 'Results', exact: true }));
    await press(page.getByRole('rowheader', { name }).getByRole('link'));
    await press(page.getByRole('navigation', { name: 'Exercises' }).getByRole('link', { name: /^2\. / }));
    await expect(page.getByText('No answer was given to this exercise.')).toBeVisible();
    await press(page.getByText('Give own points'));
    const own = page.getByRole('form', { name: 'Own points' });
    await own.getByLabel('Points, 0 to 100').fill('140');
    await own.getByLabel('Why').fill('Told me aloud.');
    await press(own.getByRole('button', { name: 'Save these points' }));
    await expect(own.getByLabel('Points, 0 to 100')).toHaveAttribute('aria-invalid', 'true');
    await expect(own.getByLabel('Why')).toHaveValue('Told me aloud.');
    await own.getByLabel('Points, 0 to 100').fill('40');
    await press(own.getByRole('button', { name: 'Save these points' }));
    await expect(page.getByText('Saved: 40 points.')).toBeVisible();
    const comment = page.getByRole('form', { name: 'Comment', exact: true });
    await comment.getByLabel('Say something to the learner').fill('Read the second report again.');
    await comment.getByLabel('About').selectOption('the whole work');
    await press(comment.getByRole('button', { name: 'Save the comment' }));
    await expect(page.getByText('on the whole work')).toBeVisible();
    await press(page.getByRole('navigation', { name: 'Exercises' }).getByRole('link', { name: /^1\. / }));
    await expect(page.getByRole('heading', { name: 'What you read' })).toBeVisible();
    await looked(page, info, 'learner');

    await learner.reload();
    await expect(pointsOf(learner, MARK)).toHaveText('40 of 100');
    await expect(learner.getByText(/^Your instructor gave these points, .*: Told me aloud\.$/)).toBeVisible();
    await expect(learner.getByText('Your instructor: Read the second report again.')).toBeVisible();

    await open(page, results.replace(/assignments\/.*/, 'roster/'));
    await press(page.getByRole('link', { name: `What they did as ${name}` }));
    await expect(page.getByRole('heading', { name: `What ${name} did`, level: 1 })).toBeVisible();
    await ready(page);
    const one = page
      .getByRole('region', { name: 'Assignments' })
      .getByRole('article', { name: 'Whose words' });
    await expect(one).toContainText(/Mark.*Handed in/s);
    await expect(one.getByRole('listitem').nth(1)).toContainText(/own points.*40/s);
    await expect(one.getByText('Read the second report again.')).toBeVisible();
    await expect(page.getByRole('region', { name: 'Marks by skill' }).getByRole('listitem')).toHaveCount(2);
    await looked(page, info, 'one-learner');
    await press(one.getByRole('link', { name: 'Whose words', exact: true }));
    await expect(resultsNav(page)).toBeVisible();
  });

  test('change for everyone at once where a reading is accepted, and what was stays in the history', async ({
    page,
    browser
  }, info) => {
    test.slow();
    const { learner, name, results, first } = await handedIn(page, browser, SORT);
    const before = await pointsOf(learner, SORT).innerText();
    await open(page, results);
    await press(page.getByRole('rowheader', { name }).getByRole('link'));
    await press(page.getByText('Accept a reading that the key missed'));
    const accept = page.getByRole('form', { name: 'Accept a reading for everyone' });
    await accept.getByRole('radio').check();
    await accept.getByLabel('Why it counts').fill('The headline can be read so.');
    await press(accept.getByRole('button', { name: 'See who would change' }));
    await expect(page.getByText('Proposed: counts from the next rescoring on.')).toBeVisible();
    await expect(page.getByText(`read as ${first.given}.`)).toBeVisible();
    await looked(page, info, 'rescore');
    await page.getByLabel('Why are the marks worked out again?').fill('We talked it over.');
    await press(page.getByRole('button', { name: 'Show who would change' }));

    await expect(page.getByText('1 of 1 learner would have another mark.')).toBeVisible();
    await looked(page, info, 'preview');
    await learner.reload();
    await expect(pointsOf(learner, SORT)).toHaveText(before);
    await press(page.getByRole('button', { name: 'Apply to everyone at once' }));
    await expect(page.getByRole('heading', { name: 'The marks were worked out again' })).toBeVisible();
    await learner.reload();
    await expect(pointsOf(learner, SORT)).toHaveText('100 of 100');
    await expect(learner.getByText('The headline can be read so.').first()).toBeAttached();

    await press(page.getByRole('link', { name: 'To the results' }));
    await press(page.getByRole('rowheader', { name }).getByRole('link'));
    await press(page.getByText('History of these points (2)'));
    const past = page.getByRole('listitem').filter({ hasText: '(replaced)' });
    await expect(past).toContainText(`${before.replace(' of 100', '')} points`);
    await expect(page.getByRole('listitem').filter({ hasText: 'We talked it over.' })).toContainText(
      '100 points'
    );
    await press(resultsNav(page).getByRole('link', { name: 'Rescore' }));
    await expect(page.getByText('We talked it over. 1 up, 0 down, of 1 mark.')).toBeVisible();
  });

  test('are taken away by pseudonym alone, in files that no spreadsheet takes for formulas', async ({
    page
  }, info) => {
    test.slow();
    const title = '=HYPERLINK("https://elsewhere.example")';
    const steps = [`exercise:${SORT}`, 'exercise:khojaly/sort-letter-2022'];
    const set = await assigned(page, { steps, fields: { title } });
    await open(page, set.edit.replace('edit/', ''));
    await press(page.getByRole('button', { name: 'Try it with made-up learners' }));
    await expect(page.getByText('12 of 12 handed in.')).toBeVisible();
    const people = await page
      .getByRole('rowheader')
      .getByRole('link')
      .evaluateAll((links) =>
        links
          .map((link) => ({ name: link.textContent.trim(), at: link.getAttribute('href') ?? '' }))
          .filter(({ at }) => at.includes('/learners/'))
      );
    const names = people.map(({ name }) => name).sort();
    expect(names).toHaveLength(12);
    const ids = people.map(({ at }) => /learners\/([^/?]+)/.exec(at)![1]!);
    await press(page.getByRole('link', { name: 'Take away' }));
    await ready(page);
    await looked(page, info, 'export');

    const got = async (act: () => Promise<void>): Promise<string> => {
      const [download] = await Promise.all([page.waitForEvent('download'), act()]);
      return textOf(download);
    };
    const file = async (choice: string): Promise<string[][]> => {
      await page.getByRole('radio', { name: choice }).check();
      await press(page.getByRole('button', { name: 'Make the file' }));
      const kind = choice.split(/[’ ]/)[0]!.toLowerCase();
      const save = page.getByRole('link', { name: `Save marks-${kind === 'a' ? 'plain' : kind}.csv` });
      await expect(save).toBeVisible();
      return harmlessRows(await got(() => press(save)));
    };
    const plain = await file('A spreadsheet, by pseudonym');
    expect(
      plain
        .slice(1)
        .map(([name]) => name!)
        .sort()
    ).toEqual(names);
    for (const [, mark] of plain.slice(1)) expect(Number(mark)).toBeGreaterThanOrEqual(0);
    await page.getByRole('radio', { name: 'Moodle’s gradebook' }).check();
    await page.getByLabel('Who is who').fill(`${names[0]}\tada@school.example\n${names[1]}\t+49 170 1`);
    const moodle = await file('Moodle’s gradebook');
    expect(moodle[0]).toEqual(['Email address', 'Pseudonym', `'${title}`]);
    expect(moodle.slice(1).map(([who, name]) => [who, name])).toEqual(
      expect.arrayContaining([
        ['ada@school.example', names[0]],
        ["'+49 170 1", names[1]]
      ])
    );
    expect(moodle).toHaveLength(3);
    const canvas = await file('Canvas’s gradebook');
    expect(canvas[0]!.at(-1)).toBe(`'${title}`);
    expect(canvas[1]!.slice(0, 1).concat(canvas[1]!.at(-1)!)).toEqual(['    Points Possible', '100']);

    const all = page.getByRole('region', { name: 'All answers' });
    const csv = await got(() => press(all.getByRole('link', { name: 'CSV', exact: true })));
    const [head, ...lines] = harmlessRows(csv);
    expect(head![0]).toBe('pseudonym');
    expect([...new Set(lines.map(([name]) => name!))].sort()).toEqual(names);
    const json = await got(() => press(all.getByRole('link', { name: 'JSON' })));
    const { answers, ...top } = JSON.parse(json) as { answers: { learner: string }[] };
    AnswersHead.parse(top);
    expect([...new Set(answers.map(({ learner }) => learner))].sort()).toEqual(names);
    for (const id of ids) expect(csv + json).not.toContain(id);

    await press(page.getByRole('link', { name: 'On paper' }));
    await expect(page.getByRole('button', { name: 'Print the sheets' })).toBeEnabled();
    await looked(page, info, 'paper');
    await press(page.getByRole('link', { name: 'The keys' }));
    await expect(page.getByRole('button', { name: 'Print the keys' })).toBeEnabled();
    await looked(page, info, 'paper-key');
  });
});

const textOf = async (download: Download): Promise<string> => readFileSync(await download.path(), 'utf8');

/** The rows of a file after RFC 4180, none of whose cells is taken for a formula. */
function harmlessRows(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    row.push(quoted === undefined ? plain! : quoted.replaceAll('""', '"'));
    if (end === '\r\n') {
      rows.push(row);
      row = [];
    }
  }
  expect(row, 'what follows the last line').toEqual([]);
  expect(new Set(rows.map(({ length }) => length)).size, 'how long rows are').toBe(1);
  for (const cell of rows.flat())
    expect(/^\s*[=+\-@]/.test(cell) && !/^-?\d+(\.\d+)?$/.test(cell), cell).toBe(false);
  return rows;
}
