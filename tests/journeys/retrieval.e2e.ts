import { bodyOf, expect, headOf, LESSON_NAMES, open, press, questionOf, ready, test } from './helpers.ts';

const LESSON = 'warm-up/03-claims-inside-claims';
const asked = headOf(LESSON).retrieval!;

test.describe('Before a lesson begins', () => {
  test('three questions bring back earlier ones; only the first lesson of the shelf has none', async ({
    page
  }) => {
    await open(page, `./learn/${LESSON_NAMES[0]}/`);
    await expect(page.getByRole('heading', { name: /^Before you begin: three short questions/ })).toHaveCount(
      0
    );
    for (const name of LESSON_NAMES.slice(1)) {
      await open(page, `./learn/${name}/`);
      const questions = page.getByRole('region', { name: /^Before you begin: three short questions/ });
      await expect(questions.getByRole('group'), name).toHaveCount(3);
      await expect(questions.getByRole('button', { pressed: true }), name).toHaveCount(0);
    }
  });

  test('a choice is answered with the key’s and the reason, whichever it was, and it stands', async ({
    page
  }) => {
    await open(page, `./learn/${LESSON}/`);
    for (const [i, { options, answer, because }] of asked.entries()) {
      const question = questionOf(page, i + 1);
      await expect(question).not.toContainText(because);
      // The first is read as the key reads it, the others are not.
      const choice = i === 0 ? answer : options.find((option) => option !== answer)!;
      await press(question.getByRole('button', { name: choice, exact: true }));
      const status = question.getByRole('status');
      await expect(status).toContainText(`${i === 0 ? 'Yes:' : 'The key reads:'} ${answer}`);
      await expect(status).toContainText(because);
      const chosen = question.getByRole('button', { pressed: true });
      await expect(chosen).toHaveAccessibleName(new RegExp(`${choice} your choice$`));
      for (const button of await question.getByRole('button').all()) {
        await expect(button).toHaveAttribute('aria-disabled', 'true');
        await button.click({ force: true });
      }
      await expect(chosen).toHaveAccessibleName(new RegExp(`${choice} your choice$`));
    }
    // And there is a way back to where it was taught.
    await press(questionOf(page, 2).getByRole('link', { name: 'Whose words are these?' }));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Whose words are these?');
  });

  test('choices survive a reload, count in no result, and make the lesson a begun one', async ({ page }) => {
    await open(page, `./learn/${LESSON}/`);
    await press(questionOf(page, 2).getByRole('button').first());
    await page.reload();
    await ready(page);
    await expect(questionOf(page, 2).getByRole('button').first()).toHaveAttribute('aria-pressed', 'true');
    await expect(questionOf(page, 2).getByRole('status')).toContainText(asked[1]!.because);
    await expect(questionOf(page, 1).getByRole('button', { pressed: true })).toHaveCount(0);
    await open(page, './results/');
    await expect(page.getByText('Nothing here yet.')).toBeVisible();
    await open(page, './learn/');
    await expect(page.getByText('Begun: 0 of 2 exercises')).toBeVisible();
  });

  test('they are answered by keyboard, and can be passed over', async ({ page }) => {
    await open(page, `./learn/${LESSON}/`);
    await page.getByRole('link', { name: 'Start', exact: true }).focus();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/#begin$/);
    const first = questionOf(page, 1).getByRole('button').first();
    await page.keyboard.press('Tab');
    const past = page.getByRole('link', { name: 'go straight to the lesson' });
    await expect(past).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(first).toBeFocused();
    await page.keyboard.press('Space');
    await expect(questionOf(page, 1).getByRole('status')).toContainText(asked[0]!.because);
    // The focus stays where it was.
    await expect(first).toBeFocused();
    await past.focus();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/#lesson$/);
    // What the keyboard reaches next stands in the lesson.
    await page.keyboard.press('Tab');
    await expect(page.locator('#lesson :focus')).toBeVisible();
  });

  test('a screen reader hears question, sentence, options and what became of them', async ({ page }) => {
    await open(page, `./learn/${LESSON}/`);
    await press(questionOf(page, 1).getByRole('button', { name: 'After “in”' }));
    await expect(questionOf(page, 1)).toMatchAriaSnapshot(`
      - 'group "Question 1 of 3 Where does it end, what is handed over?"':
        - paragraph: Question 1 of 3
        - paragraph: According to the almanac, the tide turns at six. The boats stay in.
        - paragraph: Where does it end, what is handed over?
        - button "After “six”" [disabled]
        - button "After “in” your choice" [disabled] [pressed]
        - status:
          - paragraph: /The key reads:/
          - paragraph: /According to/
        - paragraph:
          - text: "To look it up again:"
          - link "Where attribution stops"
    `);
  });
});

test.describe('A list for a text of one’s own', () => {
  for (const name of LESSON_NAMES.filter((name) => bodyOf(name).includes('<Checklist')))
    test(`is kept in this browser, saved as text, and erased with everything: ${name}`, async ({ page }) => {
      await open(page, `./learn/${name}/`);
      const list = page.locator('.checklist');
      await expect(list).toContainText('never sent');
      await press(list.getByRole('checkbox').first());
      await list.getByRole('textbox').nth(1).fill('Two councillors,\none of them named.');
      await expect(list.getByRole('status')).toContainText(/^1 of \d+ ticked\. Kept\./);
      await page.reload();
      await ready(page);
      await expect(list.getByRole('checkbox').first()).toBeChecked();
      await expect(list.getByRole('textbox').nth(1)).toHaveValue('Two councillors,\none of them named.');
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        press(list.getByRole('button', { name: 'Save as a text file' }))
      ]);
      expect(file.suggestedFilename()).toMatch(/\.txt$/);
      const text = await (
        await file.createReadStream()
      )
        .toArray()
        .then((parts) => Buffer.concat(parts).toString());
      expect(text).toMatch(/\n\[x\] .+[\s\S]+\n\[ \] .+\n {4}Two councillors,\n {4}one of them named\./);
      await open(page, './results/');
      await press(page.getByRole('button', { name: 'Erase everything…' }));
      await press(page.getByRole('dialog').getByRole('button', { name: 'Erase everything' }));
      await open(page, `./learn/${name}/`);
      await expect(list.getByRole('checkbox').first()).not.toBeChecked();
    });
});
