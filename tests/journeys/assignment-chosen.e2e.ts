import { assigned, begin, handIn, joined, nameOf } from './assigning.ts';
import { exercise, expect, open, picture, press, ready, specOf, tabTo, test } from './helpers.ts';
import { begun, inside, newClass, phone } from './live.ts';
import { looked } from './looking.ts';

const SORT = 'warm-up/sort-careful';

test.describe('An assignment for chosen learners @server @wide', () => {
  test('reaches them alone, says nothing to the others, and is counted over them', async ({
    page,
    browser
  }, info) => {
    test.slow();
    const set = await assigned(page, { steps: [`exercise:${SORT}`], fields: { minutes: '60' } });
    const [one, other] = [await joined(browser, set, phone), await joined(browser, set)];
    const [name, others] = [await nameOf(one), await nameOf(other)];

    await open(page, set.edit);
    await page.getByRole('radio', { name: /^The whole class/ }).focus();
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('radio', { name: 'Chosen learners' })).toBeChecked();
    await press(page.getByRole('button', { name: 'Save changes' }));
    await page
      .getByRole('link', { name: 'Tick at least one learner, or set it to the whole class.' })
      .click();
    await expect(page.getByRole('group', { name: '0 of 2 ticked' })).toBeFocused();
    await tabTo(page, page.getByRole('checkbox', { name }));
    await page.keyboard.press('Space');
    await expect(page.getByRole('group', { name: '1 of 2 ticked' })).toBeVisible();
    await looked(page, info, 'whom');
    await press(page.getByRole('button', { name: 'Save changes' }));
    await expect(page.getByText(`1 chosen learner: ${name}`)).toBeVisible();
    await expect(page.getByText('Nobody has begun, of 1 chosen learner.')).toBeVisible();
    await picture(page, info, 'set', true);

    // It was open before them, and is not theirs any more.
    await press(other.getByRole('button', { name: 'Begin' }));
    await expect(other.getByRole('heading', { name: 'Nothing for you to do here', level: 1 })).toBeVisible();
    await open(other, set.path);
    await expect(other.getByText('This is set to others in your class.')).toBeVisible();
    for (const mark of ['Whose words</h1>', 'Take your time.', specOf(SORT).title, name])
      expect(await other.content()).not.toContain(mark);
    await looked(other, info, 'others');
    await press(other.getByRole('link', { name: 'To your class' }));
    await expect(other.getByText('Nothing is to be done now.')).toBeVisible();

    await one.reload();
    await begin(one);
    await press(exercise(one, SORT).getByRole('radio').first());
    await handIn(one);

    await open(page, set.edit.replace('edit/', 'results/'));
    await expect(page.getByText('1 of 1 chosen learner handed in.')).toBeVisible();
    await expect(page.getByText(others)).toHaveCount(0);
    await open(page, set.edit);
    await expect(page.getByRole('checkbox', { name: `${name} has begun` })).toBeDisabled();
    const id = (await page.getByRole('checkbox', { name: others }).getAttribute('value'))!;
    const more = await page.request.post(set.edit.replace('edit/', '?/extend'), {
      form: { learner: id, minutes: '5' },
      headers: { origin: new URL(page.url()).origin, accept: 'text/html' }
    });
    expect(await more.text()).toContain(`It is not set to ${others}`);
    await page.getByRole('checkbox', { name: others }).check();
    await press(page.getByRole('button', { name: 'Save changes' }));
    await expect(page.getByText('1 of 2 have handed in.')).toBeVisible();
    await open(page, `./desk/classes/${set.classId}/`);
    await expect(page.getByText('For 2 chosen learners. 1 of 2 handed in.')).toBeVisible();
    await open(page, `./desk/classes/${set.classId}/audit/`);
    await expect(page.getByText('Changed “Whose words”. It is for 2 chosen learners now.')).toBeVisible();
    await other.reload();
    await expect(other.getByRole('link', { name: /^Begin ?: Whose words$/ })).toBeVisible();
  });

  test('is made of a live session for those who missed it: who was there does not get it', async ({
    page,
    browser
  }, info) => {
    const session = await begun(page, await newClass(page), [`exercise:${SORT}`]);
    const there = await inside(browser, session, phone);
    const [part] = session.parts;
    await session.click({ do: 'go', to: 0 });
    await session.click({ do: 'open', part: part!, minutes: null });
    const task = exercise(there, SORT);
    await ready(there);
    await task.getByRole('radio').first().click();
    await expect(task.getByText(/^Saved \d\d:\d\d/)).toBeVisible();
    await session.click({ do: 'end' });

    const away = await (await browser.newContext()).newPage();
    await open(away, `./join/?code=${encodeURIComponent(session.code)}`);
    await press(away.getByRole('form', { name: 'Choose a name' }).getByRole('button').first());
    await press(away.getByRole('button', { name: 'I have it' }));
    const name = await nameOf(away);

    await open(page, `${session.desk}report/`);
    await press(page.getByRole('button', { name: 'Set it for them' }));
    await expect(page.getByRole('radio', { name: 'Chosen learners' })).toBeChecked();
    await expect(page.getByRole('group', { name: '1 of 2 ticked' })).toBeVisible();
    await expect(page.getByRole('checkbox', { name })).toBeChecked();
    await picture(page, info, 'missed', true);
    await press(page.getByRole('button', { name: 'Publish' }));
    await expect(page.getByText(`1 chosen learner: ${name}`)).toBeVisible();

    await away.reload();
    await expect(away.getByRole('link', { name: /^Begin ?: To catch up: / })).toBeVisible();
    await open(there, `./class/${session.classId}/`);
    await expect(there.getByText('Nothing is to be done now.')).toBeVisible();
    await expect(there.getByText(/To catch up/)).toHaveCount(0);
  });
});
