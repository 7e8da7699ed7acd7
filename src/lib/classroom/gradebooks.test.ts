import { expect, test } from 'vitest';
import { canvasRows, canvasTitle, listed, moodleRows, plainRows, type Gradebook } from './gradebooks.ts';

const book: Gradebook = {
  title: 'Whose words',
  parts: ['Four statements', 'Mark the claims'],
  learners: [
    { name: 'brave otter', mark: 100 / 3, points: [67, 0] },
    { name: 'calm lake', mark: null, points: [null, null] },
    { name: 'quiet heron', mark: 100, points: [100, 100] }
  ]
};
const known = new Map([
  ['quiet heron', 'ada@example.org'],
  ['calm lake', 'ben@example.org']
]);

test('Moodle gets a column that says who it is, under its own name, and a column for the grade', () => {
  expect(moodleRows(book, { by: 'Email address', known, parts: false })).toEqual([
    ['Email address', 'Pseudonym', 'Whose words'],
    ['ben@example.org', 'calm lake', null],
    ['ada@example.org', 'quiet heron', 100]
  ]);
  expect(moodleRows(book, { by: 'ID number', known, parts: true })[0]).toEqual([
    'ID number',
    'Pseudonym',
    'Whose words',
    'Whose words: 1. Four statements',
    'Whose words: 2. Mark the claims'
  ]);
});

test('Canvas gets its own five columns, the assignment with its id, and a row of points possible', () => {
  const byLogin = canvasRows(book, { by: 'SIS Login ID', known, parts: false }, '4711');
  expect(byLogin).toEqual([
    ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section', 'Whose words (4711)'],
    ['    Points Possible', null, null, null, null, 100],
    ['calm lake', null, null, 'ben@example.org', null, null],
    ['quiet heron', null, null, 'ada@example.org', null, 100]
  ]);
  const byName = canvasRows(book, {
    by: 'Student',
    known: new Map([['brave otter', 'Ada L.']]),
    parts: true
  });
  expect(byName[0]!.slice(5)).toEqual([
    'Whose words',
    'Whose words: 1. Four statements',
    'Whose words: 2. Mark the claims'
  ]);
  expect(byName[2]).toEqual(['Ada L.', null, null, null, null, 33.3, 67, 0]);
});

test.each([
  'Final Score',
  'current grade',
  'Essays Unposted Final Points',
  'Section',
  'ID',
  'Override Score'
])('Canvas gets “%s”, a column of its own, under another title, unless it is given the id', (title) => {
  const by = { by: 'ID', known, parts: false };
  expect(canvasRows({ ...book, title }, by)[0]![5]).toBe(`${title}, marks`);
  expect(canvasRows({ ...book, title }, by, '4711')[0]![5]).toBe(`${title} (4711)`);
});

test('Canvas gets a title that ends as its ids do under another one, and every other as it is', () => {
  expect(canvasTitle('Reading (3)')).toBe('Reading (3), marks');
  for (const title of ['Reading 3', 'The final score of a match', 'Sections', 'Notes on wording'])
    expect(canvasTitle(title)).toBe(title);
});

test('a table of one’s own has everybody, by pseudonym alone', () => {
  expect(plainRows(book)).toEqual([
    ['Pseudonym', 'Mark', '1. Four statements', '2. Mark the claims'],
    ['brave otter', 33.3, 67, 0],
    ['calm lake', null, null, null],
    ['quiet heron', 100, 100, 100]
  ]);
});

const names = ['brave otter', 'calm lake'];

test('who is who is read as it is pasted, with tab, semicolon or comma', () => {
  const wanted = new Map([
    ['brave otter', 'a@example.org'],
    ['calm lake', '4711']
  ]);
  expect(listed('brave otter\ta@example.org\ncalm lake\t4711\n', names)).toEqual({ known: wanted });
  expect(listed('Brave  Otter; a@example.org\r\n\r\n calm lake ,4711', names)).toEqual({ known: wanted });
  expect(listed('brave otter\t\ncalm lake\t4711', names)).toEqual({
    known: new Map([['calm lake', '4711']])
  });
});

test.each([
  ['loud crow\tx', 'Line 1: “loud crow\tx” does not begin with a pseudonym'],
  ['brave otter\tx\nbrave otter\ty', 'Line 2: “brave otter” stands there twice'],
  ['brave otter\tx\ncalm lake\tx', 'Line 2: “x” stands beside “brave otter” and “calm lake”'],
  ['brave otter\ncalm lake', 'Write beside at least one pseudonym']
])('%j is answered with what is wrong, and where', (text, problem) => {
  const outcome = listed(text, names);
  expect('problem' in outcome && outcome.problem).toContain(problem);
});
