import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WHOLE_CLASS, type Audience } from './audience.ts';
import { draftFrom, edited, formOf, readForm, stepName, typedOf, type Typed } from './build.ts';
import { newStep, type Draft, type Step } from './draft.ts';
import { catalogue } from './fixture.ts';
import { settingsToBeginWith } from './settings.ts';

const steps = [
  newStep(catalogue, 'lesson', 'hard', '01-texts'),
  newStep(catalogue, 'exercise', 'warm', 'one')
];
const draft: Draft = {
  title: 'Whose words',
  words: '',
  settings: settingsToBeginWith('Europe/Vienna'),
  audience: WHOLE_CLASS,
  steps
};
const typed = typedOf(draft);
const problems = (change: Partial<Typed>) => {
  const read = draftFrom({ ...typed, ...change });
  return 'problems' in read ? read.problems : [];
};

describe('the form of an assignment', () => {
  test('gives back the draft that it was made of', () => {
    const minute = 60_000;
    const Time = fc.option(
      // Clocks in Baku have not been moved since 2016: no time there is in doubt.
      fc.integer({ min: 30_000_000, max: 40_000_000 }).map((minutes) => minutes * minute),
      { nil: null }
    );
    const Words = fc.string({ maxLength: 60 }).map((text) => text.replaceAll(/\r/g, ''));
    const Id = fc.stringMatching(/^[a-z0-9-]{1,40}$/);
    const Whom = fc.oneof(
      fc.constant(WHOLE_CLASS),
      fc.uniqueArray(Id).map((learners): Audience => ({ of: 'chosen', learners }))
    );
    const Any = fc
      .record({
        ...{ words: Words, title: Words, opens: Time, due: Time, closes: Time, audience: Whom },
        mask: fc.subarray(steps)
      })
      .map(({ words, title, opens, due, closes, audience, mask }): Draft => ({
        title: title.trim(),
        words,
        settings: { ...draft.settings, zone: 'Asia/Baku', opens, due, closes, minutes: 45, level: 2 },
        audience,
        steps: mask.map((step) => ({ ...step, words }))
      }));
    fc.assert(
      fc.property(Any, (made) => {
        const read = draftFrom(readForm(catalogue, formOf(typedOf(made))));
        if ('problems' in read) {
          const { opens, due, closes } = made.settings;
          const times = [opens, due, closes].filter((time) => time !== null);
          expect(times).not.toEqual([...new Set(times)].sort((a, b) => a - b));
        } else expect(read).toEqual({ draft: made, notes: [] });
      })
    );
  });

  test('keeps whatever was typed, also where it is wrong', () => {
    const wrong = {
      ...typed,
      title: 'x'.repeat(500),
      opens: 'soon',
      attempts: 'many',
      minutes: '0',
      level: '7',
      audience: 'friends',
      learners: ['a', 'b']
    };
    expect(readForm(catalogue, formOf(wrong))).toEqual(wrong);
    expect(problems(wrong).map(({ path }) => path)).toEqual([
      'opens',
      'attempts',
      'minutes',
      'title',
      'level',
      'audience'
    ]);
  });

  test('names the field whose number is none', () => {
    const said = draftFrom({ ...typed, attempts: 'many', minutes: '0' });
    expect('problems' in said && said.problems.map(({ message }) => message)).toEqual([
      'Attempts: write a whole number from 1 to 10.',
      'Time limit: write a whole number from 1 to 600.'
    ]);
  });

  test('says at the due time that it lies before the opening', () => {
    const times = { opens: '2026-12-07T14:00', due: '2026-12-07T13:00' };
    expect(problems(times)).toEqual([{ path: 'due', message: 'Due has to be later than the opening.' }]);
  });

  test('says how it takes a time that clocks skip', () => {
    const read = draftFrom({ ...typed, due: '2026-03-29T02:30' });
    expect(read).toMatchObject({
      notes: [{ path: 'due', message: expect.stringContaining('Sun 29 Mar 2026, 03:30') as string }]
    });
  });

  test('passes over what is no step, and steps that stand there twice', () => {
    const form = formOf(typed);
    for (const junk of ['lesson:hard/01-texts', 'lesson:../x', 'constructor', '', 'exercise:__proto__/x'])
      form.append('step', junk);
    form.append('step', new File(['x'], 'x'));
    expect(readForm(catalogue, form).steps).toEqual(steps);
  });

  test('that holds nothing at all is read, and told what is missing', () => {
    const empty = readForm(catalogue, new FormData());
    const read = draftFrom(empty);
    expect('problems' in read && read.problems.map(({ path }) => path)).toEqual([
      'attempts',
      'zone',
      'counts',
      'feedback',
      'audience'
    ]);
  });

  test('passes over what is no learner, and learners that stand there twice', () => {
    const form = formOf({ ...typed, audience: 'chosen', learners: ['a', 'b'] });
    for (const junk of ['a', '', 'A', '../x', 'x'.repeat(41)]) form.append('learner', junk);
    form.append('learner', new File(['x'], 'x'));
    expect(readForm(catalogue, form).learners).toEqual(['a', 'b']);
  });

  test('keeps who was ticked while it is set to the whole class', () => {
    const set = { ...typed, learners: ['a'] };
    expect(readForm(catalogue, formOf(set))).toEqual(set);
    expect(draftFrom(set)).toMatchObject({ draft: { audience: { of: 'class' } } });
  });

  test('takes no stand-in where none was chosen', () => {
    const bare = { ...typed, steps: steps.map((step) => ({ ...step, standIns: {} })) };
    expect(readForm(catalogue, formOf(bare)).steps.map(({ standIns }) => standIns)).toEqual([{}, {}]);
  });
});

describe('the list of steps', () => {
  const names = (list: readonly Step[]) => list.map(stepName);
  const three = [...steps, newStep(catalogue, 'exercise', 'warm', 'count')];

  test('moves one up and down, and leaves the first and the last where there is nowhere to go', () => {
    const [a, b, c] = names(three);
    expect(names(edited(catalogue, three, 'up 2'))).toEqual([a, c, b]);
    expect(names(edited(catalogue, three, 'down 0'))).toEqual([b, a, c]);
    expect(names(edited(catalogue, three, 'up 0'))).toEqual([a, b, c]);
    expect(names(edited(catalogue, three, 'down 2'))).toEqual([a, b, c]);
  });

  test('takes one out, and adds one at the end with the stand-ins of its pack', () => {
    expect(names(edited(catalogue, three, 'remove 1'))).toEqual([stepName(three[0]!), stepName(three[2]!)]);
    expect(edited(catalogue, [], 'add lesson:hard/01-texts')).toEqual([
      { ...steps[0]!, standIns: { letter: 'warm/one', report: 'warm/two' } }
    ]);
    expect(edited(catalogue, three, `add ${stepName(three[0]!)}`)).toEqual(three);
  });

  test('gives what is added a stand-in that the list does not ask for itself, as long as there is one', () => {
    const first = newStep(catalogue, 'lesson', 'warm', '01-first');
    const [, added] = edited(catalogue, [first], 'add lesson:hard/01-texts');
    expect(added!.standIns).toEqual({ letter: 'warm/kept', report: 'warm/two' });
  });

  test('stays as it is where the button says nothing that can be done', () => {
    for (const edit of ['', 'up', 'up 7', 'remove -1', 'add x', 'down 99', 'add lesson:hard'])
      expect(edited(catalogue, three, edit)).toEqual(three);
  });
});
