import { begin } from './assigning.ts';
import { sortAsKey } from './attributing.ts';
import { exercise, expect, open, picture, press, ready, test } from './helpers.ts';
import { inside, isDone, phone, started } from './live.ts';
import { looked } from './looking.ts';
import { choice } from './solving.ts';

test.describe('The report of a live session @server @wide', () => {
  test('sets apart what nobody answered and who was taken out, folds nothing on paper, shows marks before they are made, and takes them back', async ({
    page,
    context,
    browser
  }, info) => {
    test.slow();
    const session = await started(page, ['exercise:warm-up/sort-careful']);
    const learners = [await inside(browser, session, phone), await inside(browser, session, phone)];
    // The report is as the page was asked for: who came in a moment before may be in the next one.
    await expect(async () => {
      await open(page, `${session.desk}report/`);
      await expect(page.getByText('2 came in, nobody answered anything.')).toBeVisible({ timeout: 2000 });
    }).toPass();
    // While it runs they may still answer.
    const missed = page.getByRole('region', { name: 'For those who missed it' });
    await expect(missed.getByText(/^Once the session has ended/)).toBeVisible();
    await expect(missed.getByRole('button')).toHaveCount(0);
    await looked(page, info, 'report-empty');
    const part = session.parts[0]!;
    await session.click({ do: 'go', to: 0 });
    await session.click({ do: 'open', part, minutes: null });
    for (const learner of learners) {
      await ready(learner);
      await press(exercise(learner, 'warm-up/sort-careful').getByRole('radio').nth(1));
      await isDone({ page: learner, keys: false });
    }
    const out = await page.evaluate(
      (url) =>
        new Promise<string>((found) => {
          const source = new EventSource(url);
          source.addEventListener('view', (event) => {
            source.close();
            found((JSON.parse(String(event.data)) as { seats: { learner: string }[] }).seats[0]!.learner);
          });
        }),
      new URL(`${session.desk}events`, new URL('/', page.url())).href
    );
    await session.click({ do: 'out', learner: out });
    await session.click({ do: 'end' });

    await page.reload();
    await ready(page);
    await expect(
      page.getByText(/^1 came in, 1 answered something.*1 learner was taken out: 1 answer of theirs is kept/s)
    ).toBeVisible();
    await expect(page.getByText(/answered nothing/)).toHaveCount(0);
    const again = page.getByRole('region', { name: 'To take up again' });
    await expect(again.getByRole('listitem')).toHaveCount(1);
    const left = page.getByRole('region', { name: 'Left open' });
    await expect(left.getByText(/^Step 1, by everybody: \d+ items$/)).toBeVisible();
    const folded = left.getByText('For now, borrowed books are taken back at the Town Hall.');
    await expect(folded).toBeHidden();
    await page.emulateMedia({ media: 'print' });
    await expect(folded).toBeVisible();
    await page.emulateMedia({ media: 'screen' });

    await expect(page.getByLabel('The first, given alone')).toBeChecked();
    await page.getByRole('button', { name: 'Count it as marks' }).click();
    const marks = page.getByRole('region', { name: 'The marks that would be made' }).getByRole('row');
    await expect(marks).toHaveCount(2);
    await expect(marks.nth(1)).toContainText(/too little for points\s+1 of \d+ given/);
    // Nobody would have one, and none is offered.
    await ready(page);
    await expect(page.getByText(/^Everybody gave too little for points/)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Make them marks' })).toHaveCount(0);
    await page.getByRole('radio', { name: /^Count them as 0/ }).check();
    await expect(page.getByText(/^Without a mark: /)).toBeVisible();
    await expect(page.getByRole('heading', { name: 'What learners see, at once' })).toBeVisible();
    await looked(page, info, 'marks');
    const [name, mark] = await marks.nth(1).locator('th, td').allInnerTexts();
    await page.getByRole('button', { name: 'Make them marks' }).click();
    await expect(page).toHaveURL(/\/results\/$/);
    const made = page.getByRole('region', { name: 'Table of marks' }).getByRole('row', { name: name! });
    await expect(made.getByRole('cell').first()).toHaveText(mark!);
    await looked(page, info, 'results-of-marks');
    const results = page.url();
    await open(page, `${session.desk}report/`);
    const counted = page.getByRole('region', { name: 'Marks' });
    await expect(counted).toContainText(/Counted as marks:.*first answers.*Made on .* by ada/s);
    await looked(page, info, 'report-after');
    await press(counted.getByRole('link', { name: /^Take them back/ }));
    await expect(page.getByText(/^Nothing has been added to them/)).toBeVisible();

    const second = await context.newPage();
    await open(second, results);
    await press(second.getByRole('rowheader', { name: name! }).getByRole('link'));
    await expect(second.getByText('Too little was answered for points', { exact: true })).toBeVisible();
    await looked(second, info, 'too-little');
    const comment = second.getByRole('form', { name: 'Comment', exact: true });
    await comment.getByLabel('Say something to the learner').fill('Read the second report again.');
    await press(comment.getByRole('button', { name: 'Save the comment' }));
    await expect(second.getByText('Read the second report again.')).toBeVisible();

    const back = page.getByRole('button', { name: 'Take them back' });
    await press(back);
    await expect(page.getByRole('alert').getByText(/^Somebody has added to these marks/)).toBeVisible();
    await expect(page.getByRole('listitem').filter({ hasText: '1 comment' })).toBeVisible();
    await looked(page, info, 'take-back');
    await press(back);
    await expect(page.getByRole('status').getByText(/^The marks are taken back\./)).toBeVisible();
    await expect(again.getByRole('listitem')).toHaveCount(1);
    await expect(counted.getByRole('form', { name: 'Count it as marks' })).toBeVisible();
    expect((await page.request.get(results)).status()).toBe(404);
    await open(page, `./desk/classes/${session.classId}/roster/`);
    await press(page.getByRole('link', { name: `What they did as ${name}` }));
    const one = page.getByRole('region', { name: 'Live sessions' }).getByRole('article');
    await expect(one).toContainText(/First\s+[01] of \d+ as the key, \d+ left open/);
    await looked(page, info, 'one-learner-live');
    await press(one.getByRole('link'));
    await expect(page).toHaveURL(/\/report\/$/);
    await open(page, `./desk/classes/${session.classId}/audit/`);
    await expect(
      page.getByText(/Took marks of a live session back: .*With them went: 1 comment/)
    ).toBeVisible();
  });

  test('tells a device without which one from other readings, sets to who missed a step just that, and gives a 0 for it only where that is wanted', async ({
    page,
    browser
  }, info) => {
    test.slow();
    const [SORT, SPOT] = ['warm-up/sort-careful', 'warm-up/spot-careless-devices'] as const;
    const session = await started(page, [`exercise:${SORT}`, `exercise:${SPOT}`]);
    const [one, two] = [await inside(browser, session, phone), await inside(browser, session, phone)];
    const opens = async (to: number) => {
      await session.click({ do: 'go', to });
      await session.click({ do: 'open', part: session.parts[to]!, minutes: null });
    };
    await opens(0);
    await ready(one);
    await sortAsKey(one, SORT);
    await isDone({ page: one, keys: false });
    await opens(1);
    for (const learner of [one, two]) {
      await ready(learner);
      const task = exercise(learner, SPOT);
      // The first stretch is plain wording: who calls that a device has read it otherwise, whichever it would be.
      await press(task.getByRole('button', { name: 'Next stretch' }));
      await press(choice(task, 'Plain wording, or a device?', 'A device'));
      await expect(task.getByRole('group', { name: /^Which device\?/ })).toBeVisible();
    }
    await expect(exercise(one, SPOT).getByText('Which device? no answer yet')).toBeVisible();
    await picture(one, info, 'half-given');
    await press(one.getByRole('button', { name: 'I am done' }));
    const asked = 'None is complete; half answered: device not named for 1. Done all the same?';
    await expect(one.getByText(asked)).toBeVisible();
    await picture(one, info, 'asked');
    await press(one.getByRole('button', { name: 'Yes, I am done' }));
    await press(choice(exercise(two, SPOT), 'Which device?', 'Naming'));
    await isDone({ page: two, keys: false });
    await session.click({ do: 'close', part: session.parts[1]! });
    await session.click({ do: 'end' });

    await open(page, `${session.desk}report/`);
    await expect(page.getByText('2 came in, 2 answered something.')).toBeVisible();
    const step = page.getByRole('region', { name: /^Items of Which device/ });
    const row = step.getByRole('row').nth(2);
    await expect(row).toContainText('1 × A device, without saying which');
    await expect(row).toContainText('1 half answered');
    const missed = page.getByRole('region', { name: 'For those who missed it' });
    await expect(missed.getByRole('listitem')).toHaveCount(1);
    const step1 = missed.getByText(/^Missed step 1: [^,]+\.$/);
    await page.emulateMedia({ media: 'print' });
    await expect(step1).toBeVisible();
    await expect(missed.getByRole('button')).toHaveCount(0);
    await page.emulateMedia({ media: 'screen' });
    await looked(page, info, 'report-missed');

    await press(page.getByRole('button', { name: 'Count it as marks' }));
    const rows = page.getByRole('region', { name: 'The marks that would be made' }).getByRole('row');
    const late = rows.filter({ hasText: 'no answer' });
    const left = page.getByRole('radio', { name: /^Leave them out/ });
    await expect(left).toBeChecked();
    await expect(page.getByText(/^Too little for points: .* in step 2; .* in step 2\./)).toBeVisible();
    await expect(late).toContainText(/no mark.*no answer, left out.*too little for points/s);
    await page.getByRole('radio', { name: /^Count them as 0/ }).check();
    await expect(late).toContainText('no answer, 0 points');
    await expect(late.getByRole('cell').first()).toHaveText('0');
    await left.check();
    await looked(page, info, 'marks-missing');
    const there = rows.filter({ hasNotText: 'no answer' }).last();
    const mark = await there.getByRole('cell').first().innerText();
    await press(page.getByRole('button', { name: 'Make them marks' }));
    await expect(page).toHaveURL(/\/results\/$/);
    await expect(page.getByText(/^2 came in, 2 answered something\.\s+One has a mark\.$/)).toBeVisible();
    const kept = page.getByRole('region', { name: 'Table of marks' }).getByRole('row').last();
    await expect(kept).toContainText('too little for points, left out of the mark');
    await expect(kept.getByRole('cell').first()).toHaveText(mark);
    await expect(
      page.getByText(/of what is begun later, one without an answer counts 0\.\s*$/)
    ).toBeVisible();
    await looked(page, info, 'results-missing');

    await open(page, `${session.desk}report/`);
    await press(missed.getByRole('button', { name: /^Set it for them ?: Missed step 1$/ }));
    await expect(page.getByRole('group', { name: '1 of 2 ticked' })).toBeVisible();
    await expect(page.locator('[data-step]')).toHaveCount(1);
    await looked(page, info, 'catch-up');
    await press(page.getByRole('button', { name: 'Publish' }));
    await expect(page.getByText(/^1 chosen learner: /)).toBeVisible();
    await open(two, `./class/${session.classId}/`);
    await press(two.getByRole('link', { name: /^Begin ?: To catch up: .* \(step 1\)$/ }));
    await begin(two);
    await press(two.getByRole('link', { name: 'Hand in', exact: true }));
    await expect(two.getByText('Nothing is answered: that counts 0.')).toBeVisible();
    await press(two.getByRole('button', { name: 'Hand in', exact: true }));
    await expect(two.getByText('Your mark: 0 of 100.')).toBeVisible();
    await open(page, `${session.desk}report/`);
    await expect(missed.getByRole('listitem')).toContainText(
      /Missed step 1: .*Published: To catch up: .*Make another draft/s
    );
  });
});
