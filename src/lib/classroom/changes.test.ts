import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WHOLE_CLASS, type Audience } from './audience.ts';
import { passed, publishProblems, refusedOnceBegun, standInChoices } from './changes.ts';
import { blocksOf, exerciseIn, newStep, partsOf, stepsOf, type Draft, type Step } from './draft.ts';
import { catalogue } from './fixture.ts';
import { settingsToBeginWith, type Settings } from './settings.ts';

const lesson = newStep(catalogue, 'lesson', 'hard', '01-texts');
const own = newStep(catalogue, 'lesson', 'hard', '02-own');
const one = newStep(catalogue, 'exercise', 'warm', 'one');
const count = newStep(catalogue, 'exercise', 'warm', 'count');
const settings = settingsToBeginWith('UTC');
const with_ = (steps: Step[], more: Partial<Settings> = {}): Draft => ({
  ...{ title: 'A', words: '', steps },
  settings: { ...settings, ...more },
  audience: WHOLE_CLASS
});
const publish = (steps: Step[]) => publishProblems(catalogue, with_(steps)).map(({ path }) => path);

describe('steps and parts', () => {
  test('a lesson is a part for each of its exercises, and one where it has none', () => {
    const parts = partsOf(catalogue, [lesson, own, one]);
    expect(parts.map(({ lesson, exercise, standIn }) => [lesson, exercise, standIn])).toEqual([
      ['01-texts', 'letter', 'warm/one'],
      ['01-texts', 'report', 'warm/two'],
      ['02-own', null, null],
      [null, 'one', null]
    ]);
    expect(blocksOf(parts).map((block) => block.length)).toEqual([2, 1, 1]);
  });

  test('lead back to each other', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([lesson, own, one, count]), fc.string(), (steps, words) => {
        const told = steps.map((step) => ({ ...step, words }));
        expect(stepsOf(partsOf(catalogue, told))).toEqual(told);
      })
    );
  });
});

describe('what keeps an assignment from being published', () => {
  test('is nothing where it has a title, steps and stand-ins', () => {
    expect(publish([lesson, own, count])).toEqual([]);
  });

  test('is an exercise that is in it twice', () => {
    const inLesson = newStep(catalogue, 'lesson', 'warm', '01-first');
    expect(publish([inLesson, one])).toEqual(['steps.1']);
  });

  test('is a step that no pack has any more', () => {
    expect(
      publish([
        { ...one, slug: 'gone' },
        { ...own, slug: '09-gone' }
      ])
    ).toEqual(['steps.0', 'steps.1']);
  });

  test('is an exercise on hard texts without a stand-in, and a stand-in of another skill', () => {
    expect(publish([{ ...lesson, standIns: { letter: 'warm/one' } }])).toEqual(['steps.0.standIns.report']);
    expect(publish([{ ...one, standIns: { one: 'warm/count' } }])).toEqual(['steps.0.standIns.one']);
    expect(publish([{ ...one, standIns: {} }])).toEqual([]);
    const same = { letter: 'hard/report', report: 'warm/two' };
    expect(publish([{ ...lesson, standIns: same }])).toEqual(['steps.0.standIns.letter']);
  });
});

test('an assignment for chosen learners needs one of them', () => {
  const of = (audience: Audience) =>
    publishProblems(catalogue, { ...with_([one]), audience }).map(({ path }) => path);
  expect(of({ of: 'chosen', learners: [] })).toEqual(['learners']);
  expect(of({ of: 'chosen', learners: ['a'] })).toEqual([]);
});

test('a closing that has passed is a problem, a due time that has is told', () => {
  const said = (times: Partial<Settings>) => {
    const { problems, notes } = passed({ ...settings, ...times }, 1000);
    return [problems, notes].map((all) => all.map(({ path }) => path));
  };
  expect(said({ due: 1001, closes: 1001 })).toEqual([[], []]);
  expect(said({ due: 1000, closes: 1001 })).toEqual([[], ['due']]);
  expect(said({ due: 999, closes: 1000 })).toEqual([['closes'], ['due']]);
});

test('stand-ins train the same skill on texts that nobody opts out of, the pack’s own choice first and what is asked already last', () => {
  const names = (name: string, asked: string[] = []) =>
    standInChoices(catalogue, exerciseIn(catalogue, name)!, asked).map(({ pack, slug }) => `${pack}/${slug}`);
  expect(names('hard/report')).toEqual(['warm/two', 'warm/kept', 'warm/one']);
  expect(names('hard/report', ['warm/two'])).toEqual(['warm/kept', 'warm/one', 'warm/two']);
  expect(names('warm/one')).toEqual(['warm/kept', 'warm/two']);
});

describe('once a learner has begun', () => {
  const times = { due: 2000, closes: 3000, feedback: 'handed-in', attempts: 2 } as const;
  const refused = (after: Partial<Settings>) =>
    refusedOnceBegun(with_([one], times), with_([one], { ...times, ...after })).map(({ path }) => path);

  test('times and feedback become later, and attempts more', () => {
    expect(refused({ due: 2500, closes: null, attempts: 3 })).toEqual([]);
    expect(refused({ feedback: 'closed' })).toEqual([]);
    expect(refused({ due: null })).toEqual([]);
  });

  test('nothing becomes sooner, fewer or otherwise', () => {
    expect(refused({ due: 1999 })).toEqual(['due']);
    expect(refused({ closes: 2999 })).toEqual(['closes']);
    expect(refused({ opens: 1000 })).toEqual(['opens']);
    expect(refused({ feedback: 'at-once' })).toEqual(['feedback']);
    expect(refused({ attempts: 1 })).toEqual(['attempts']);
    expect(refused({ counts: 'best', minutes: 5, confidence: false })).toEqual([
      'minutes',
      'counts',
      'confidence'
    ]);
    expect(refusedOnceBegun(with_([one]), with_([one], { closes: 9 })).map(({ path }) => path)).toEqual([
      'closes'
    ]);
  });

  test('a time limit only becomes longer, or falls away', () => {
    const from = (was: number | null, is: number | null) =>
      refusedOnceBegun(with_([one], { minutes: was }), with_([one], { minutes: is })).map(({ path }) => path);
    expect(from(10, 20)).toEqual([]);
    expect(from(10, null)).toEqual([]);
    expect(from(10, 9)).toEqual(['minutes']);
    expect(from(null, 60)).toEqual(['minutes']);
  });

  test('what it is made of stays', () => {
    const of = (steps: Step[]) => refusedOnceBegun(with_([lesson, one]), with_(steps)).length;
    expect(of([lesson, { ...one, words: 'New words.' }])).toBe(0);
    expect(of([one, lesson])).toBe(1);
    expect(of([lesson])).toBe(1);
    expect(of([{ ...lesson, standIns: { ...lesson.standIns, letter: 'warm/two' } }, one])).toBe(1);
  });
});
