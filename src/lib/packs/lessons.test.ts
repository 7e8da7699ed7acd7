import { describe, expect, test } from 'vitest';
import { readLessons } from './lessons.ts';
import type { Contrast } from '../text/annotation.ts';
import type { Pack, PackExercise } from './load.ts';
import type { PackProblem } from './parse.ts';
import { questionProblems } from './questions.ts';

const question = (n: number, options = ['yes', 'no'], answer = options[n % options.length]) => ({
  sentence: `Sentence ${n}.`,
  ask: 'Is it so?',
  options,
  answer,
  because: 'A reason of a sentence.'
});

const BODY = [
  '<Worked sentence="A." label="B">',
  '<HalfWorked ask="C?">',
  '<Exercise slug="sort-a" />',
  '## What this text does well',
  '<Reflect id="wanted" />',
  '<TakeAlong>'
];

const HEADINGS = [
  'Aim',
  'Forty-five minutes',
  'Likely misreadings',
  'Questions that are not safe in a mixed class',
  'Rules for talking',
  'Opting out'
];
const notesOf = (headings: string[]) => headings.map((heading) => `## ${heading}\n\nWords.\n`).join('\n');

/** A lesson that holds, but for what is changed in it. */
function written(head: object = {}, body = BODY, notes: string | null = notesOf(HEADINGS)) {
  const meta = {
    ...{ title: 'T', summary: 'S', minutes: 10, skill: 'voice', aims: ['A'], contains: 'C' },
    ...{ exercises: ['sort-a'], later: [0, 1, 2].map((n) => question(n)) },
    ...head
  };
  const files = new Map([['p/01-a.md', `---\n${JSON.stringify(meta)}\n---\n${body.join('\n\n')}\n`]]);
  if (notes !== null) files.set('p/01-a.teacher.md', notes);
  return files;
}

function read(files: Map<string, string>) {
  const problems: PackProblem[] = [];
  const lessons = readLessons(
    files,
    null,
    [],
    (file) => (place, message, fix) => void problems.push({ file, place, message, fix })
  );
  return { lessons, problems };
}

/** Packs of lessons of which the questions are as given, in the order of the shelf. */
function shelf(packs: Record<string, Record<string, { retrieval?: unknown[]; later?: unknown[] }>>): Pack[] {
  return Object.entries(packs).map(([slug, lessons]) => ({
    slug,
    lessons: Object.entries(lessons).flatMap(([lesson, head]) =>
      read(written(head)).lessons.map((read) => ({ ...read, slug: lesson, file: `${slug}/${lesson}.md` }))
    )
  })) as unknown as Pack[];
}

let n = 0;
/** Three questions that nobody else asks, with the answer in different places. */
const three = (...from: (string | string[])[]) =>
  [0, 1, 2].map((i) => ({
    ...question(i),
    sentence: `Number ${n++}.`,
    ...(from[i] ? { from: from[i] } : {})
  }));
const later = () => three();
const said = (packs: Pack[]) =>
  questionProblems(packs).map(({ file, place, message, fix }) => `${file}: ${place}: ${message} → ${fix}`);

describe('A lesson', () => {
  test('that holds is read with its questions, each `from` as a list', () => {
    const { lessons, problems } = read(
      written({
        retrieval: [
          { ...question(0), from: '01-b' },
          { ...question(1), from: ['q/02-c', '01-b'] }
        ]
      })
    );
    expect(problems).toEqual([]);
    expect(lessons[0]!.retrieval.map(({ from }) => from)).toEqual([['01-b'], ['q/02-c', '01-b']]);
    expect(lessons[0]).toMatchObject({ kind: 'lesson', later: [{ answer: 'yes' }, { answer: 'no' }, {}] });
  });

  test.each([
    ['an answer that is no option', { answer: 'perhaps' }, 'answer', 'none of the options'],
    ['two options that are one', { options: ['yes', 'yes'] }, 'options', 'the same'],
    ['a single option', { options: ['yes'] }, 'options', '2'],
    ['four options', { options: ['yes', 'no', 'both', 'neither'] }, 'options', '3'],
    ['no reason', { because: 'So.' }, 'because', 'reason'],
    ['a name that is no lesson', { from: 'voice' }, 'from.0', 'NN-lesson'],
    ['a word that is not known', { score: 1 }, '', 'score']
  ])('with %s is refused with the place', (_, change, at, message) => {
    const { problems } = read(written({ retrieval: [{ ...question(0), from: '01-b', ...change }] }));
    expect(problems).toMatchObject([
      {
        file: 'p/01-a.md',
        place: at ? `retrieval.0.${at}` : 'retrieval.0',
        message: expect.stringContaining(message),
        fix: expect.stringMatching(/\w/)
      }
    ]);
  });

  test.each(BODY.map((part, i) => [part.split(/[ >]/)[0] === '##' ? part : part.split(/[ >]/)[0]!, i]))(
    'without %s is refused',
    (_, i) => {
      const { problems } = read(written({}, BODY.toSpliced(i, 1)));
      expect(problems.map(({ place, message }) => [place, message.slice(0, 9)])).toEqual([
        ['text', 'it has no']
      ]);
    }
  );

  test('that asks before it shows is refused', () => {
    const { problems } = read(written({}, [BODY[2]!, BODY[1]!, BODY[0]!, ...BODY.slice(3)]));
    expect(problems.map(({ message }) => message)).toEqual([
      'the first half-worked example stands before the first worked example',
      'the first exercise stands before the first half-worked example'
    ]);
  });

  test('of the kind transfer has a checklist and no exercise', () => {
    const transfer = { kind: 'transfer', skill: 'transfer', exercises: [] };
    const body = ['<Checklist id="a" title="T" items={[]} />', BODY[4]!, BODY[5]!];
    expect(read(written(transfer, body)).problems).toEqual([]);
    expect(read(written(transfer, body.slice(1))).problems).toMatchObject([
      { message: 'it has no checklist' }
    ]);
    expect(read(written({ ...transfer, exercises: ['a'] }, body)).problems).toMatchObject([
      { place: 'exercises' }
    ]);
    expect(read(written({ ...transfer, skill: 'voice' }, body)).problems).toMatchObject([{ place: 'kind' }]);
  });
});

describe('A teacher’s notes', () => {
  test('to every lesson are demanded, and none without a lesson', () => {
    expect(read(written({}, BODY, null)).problems).toMatchObject([
      { file: 'p/01-a.teacher.md', message: 'the lesson has no teacher’s notes' }
    ]);
    const orphan = written().set('p/02-b.teacher.md', notesOf(HEADINGS));
    expect(read(orphan).problems).toMatchObject([{ file: 'p/02-b.teacher.md' }]);
  });

  test('may have further headings', () => {
    expect(read(written({}, BODY, notesOf(['Before the lesson', ...HEADINGS]))).problems).toEqual([]);
  });

  test.each([
    ['one that is missing', HEADINGS.slice(1), 'the heading is missing'],
    ['one that is there twice', [...HEADINGS, 'Aim'], 'it stands there twice'],
    ['one too early', ['Opting out', ...HEADINGS.slice(0, -1)], 'it stands too early']
  ])('hold each heading once and in order: %s is said', (_, headings, message) => {
    expect(read(written({}, BODY, notesOf(headings))).problems.map((problem) => problem.message)).toContain(
      message
    );
  });

  test('show no part of a lesson, and quote only what the lesson quotes', () => {
    const said = (tags: string) =>
      read(written({}, [...BODY, '<Quote of="s#s01" />'], `${notesOf(HEADINGS)}\n${tags}\n`)).problems.map(
        ({ place, message }) => `${place}: ${message}`
      );
    expect(said('<Quote of="s#s01" />')).toEqual([]);
    expect(said('<Quote of="s#s02" />')).toEqual(['<Quote of="s#s02" />: the lesson does not quote it']);
    expect(said('<Pair contrast="k01" />')).toEqual([
      '<Pair contrast="k01" />: a teacher’s notes cannot show it'
    ]);
  });

  test('say something under each heading', () => {
    const empty = notesOf(HEADINGS).replace('## Opting out\n\nWords.\n', '## Opting out\n');
    expect(read(written({}, BODY, empty)).problems).toMatchObject([
      { place: '## Opting out', message: 'nothing stands under it' }
    ]);
  });
});

describe('Questions', () => {
  const good = () =>
    shelf({
      p: {
        '01-a': { later: later() },
        '02-b': { retrieval: three('01-a', '01-a', '01-a'), later: later() },
        '03-c': { retrieval: three('02-b', '01-a', ['01-a', '02-b']), later: later() }
      },
      q: { '01-d': { retrieval: three('p/02-b', 'p/01-a', 'p/02-b'), later: later() } }
    });

  test('that are three of earlier lessons and three for later hold; the first lesson needs none before it', () => {
    expect(said(good())).toEqual([]);
  });

  test('are missed where there are too few, and are too many where nothing came before', () => {
    const packs = shelf({
      p: {
        '01-a': { retrieval: three('01-a', '01-a', '01-a'), later: later() },
        '02-b': { retrieval: three('01-a', '01-a', '01-a').slice(1), later: later().slice(1) }
      }
    });
    expect(said(packs)).toEqual([
      'lessons/p/01-a.md: retrieval: it is the first lesson of the shelf: nothing came before it → leave retrieval out',
      'lessons/p/02-b.md: retrieval: it has 2 questions from earlier lessons, and needs 3 → one of the last lesson, one of an earlier one, one mixed',
      'lessons/p/02-b.md: later: it has 2 questions for a week later, and needs 3 → ask about what this lesson practises; CONTRIBUTING.md shows how'
    ]);
  });

  test.each([
    ['a lesson that comes later', three('02-b', '01-a', 'q/01-d'), 'q/01-d is no earlier lesson'],
    ['the lesson itself', three('02-b', '01-a', '03-c'), 'p/03-c is no earlier lesson'],
    ['a lesson that is not there', three('02-b', '01-a', '09-z'), 'there is no lesson p/09-z'],
    [
      'not the last lesson',
      three('01-a', '01-a', '01-a'),
      'none of its questions is from the last lesson, p/02-b'
    ],
    ['one lesson only', three('02-b', '02-b', '02-b'), 'all its questions are from one lesson']
  ])('from %s are refused with what to name instead', (_, retrieval, message) => {
    const packs = good();
    const [third] = shelf({ p: { '03-c': { retrieval, later: later() } } })[0]!.lessons;
    packs[0]!.lessons[2] = third!;
    const told = said(packs);
    expect(told[0]).toContain(`lessons/p/03-c.md: retrieval`);
    expect(told[0]).toContain(message);
  });

  test('do not always have the answer in the same place', () => {
    const same = three('01-a', '01-a', '01-a').map((one) => ({ ...one, answer: one.options[0] }));
    const packs = shelf({
      p: { '01-a': { later: later() }, '02-b': { retrieval: same, later: later() } }
    });
    expect(said(packs)).toEqual([
      'lessons/p/02-b.md: retrieval: the answer is always option 1 → change the order of the options of one or two'
    ]);
  });

  test('are not asked twice', () => {
    const twice = later();
    const packs = shelf({
      p: {
        '01-a': { later: twice },
        '02-b': { retrieval: three('01-a', '01-a', '01-a'), later: [...later().slice(0, 2), twice[0]!] }
      }
    });
    expect(said(packs)[0]).toMatch(/^lessons\/p\/02-b\.md: later\.2: p\/01-a, later\.0 asks the very same/);
  });
});

describe('A pair that a lesson shows', () => {
  const contrasts = [{ id: 'k01' }, { id: 'k02' }] as unknown as Contrast[];
  const asks = {
    pack: 'p',
    slug: 'sort-a',
    access: 'open',
    sources: ['s'],
    selects: ['side', 'k02']
  } as unknown as PackExercise;

  function problemsWith(...tags: string[]): string[] {
    const problems: string[] = [];
    readLessons(
      written({}, [...BODY, ...tags]),
      { sources: new Map(), exercises: [asks], contrasts },
      [],
      () => (place, message) => void problems.push(`${place}: ${message}`)
    );
    return problems;
  }

  test('is read from its tag', () => {
    expect(read(written({}, [...BODY, '<Pair contrast="k01" />'])).lessons[0]?.pairs).toEqual(['k01']);
    expect(problemsWith('<Pair contrast="k01" />')).toEqual([]);
  });

  test('is a contrast of the key', () => {
    expect(problemsWith('<Pair contrast="k03" />')).toEqual([
      '<Pair contrast="k03">: there is no such contrast'
    ]);
    expect(problemsWith('<Pair />')).toEqual(['<Pair />: it has no contrast']);
  });

  test('is none that an exercise asks about, since it shows what the key reads', () => {
    expect(problemsWith('<Pair contrast="k02" />')).toEqual([
      '<Pair contrast="k02">: the exercise sort-a asks about it, and the page would give its key away'
    ]);
  });

  test('is shown once', () => {
    expect(problemsWith('<Pair contrast="k01" />', '<Pair contrast="k01" />')).toEqual([
      '<Pair>: one is shown twice'
    ]);
  });
});
