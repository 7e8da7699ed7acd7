import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lessonProblems } from '../scripts/lessons.ts';
import { readFiles } from '../src/lib/packs/files.ts';
import { TAGS } from '../src/lib/packs/tags.ts';

const root = resolve(import.meta.dirname, '..');
const shipped = readFiles(join(root, 'lessons'));

const LESSON = 'warm-up/02-a.md';
/** A lesson that holds. */
const HOLDS = (() => {
  const lines = [
    ...['---', 'title: A lesson with a { and a < in its head', '---', ''],
    ...[
      '<script>',
      ...Object.keys(TAGS).map(
        (name) =>
          `  import ${name} from '$lib/exercises/${name === 'Exercise' ? '' : 'lesson/'}${name}.svelte';`
      ),
      '</script>',
      ''
    ],
    ...['A cue hands *words* over. It', 'reaches to the **full stop** & no further.', ''],
    ...['<Worked sentence="The bus is late, Lind said." label="Hands over" source="Lind" cue="said">', ''],
    ...['The cue is *said*.', '', '</Worked>', ''],
    ...[
      '<HalfWorked sentence="The pool is a triumph." ask="Which?" options={[\'States\', \'Characterises\']}'
    ],
    ...['  answer="Characterises" words="a triumph" says={{ States: \'No record settles it.\' }}>', ''],
    ...['Take *a triumph* out and no claim remains.', '', '</HalfWorked>', ''],
    ...["<Sources only={['careful']} />", '', '<Reflect id="wanted" />', ''],
    ...[
      "<Beside label=\"Same\" texts={[{ from: 'A', says: 'x' }, { from: 'B', says: 'y', words: 'y' }]}>",
      ''
    ],
    ...['One number.', '', '</Beside>', '', '<TakeAlong>', '', '- Look for a cue.', '', '</TakeAlong>']
  ];
  return lines.join('\n');
})();
const texts = [...shipped].filter(([path]) => path.endsWith('.txt'));
const said = async (text: string, path = LESSON) => {
  const problems = await lessonProblems(new Map([...texts, [path, text]]));
  return problems.map(({ file, place, message, fix }) => `${file}: ${place}: ${message} → ${fix}`);
};
/** What is said of a lesson in which words are others. */
const changed = (words: string, by: string) => {
  const text = HOLDS.replace(words, by);
  expect(text).not.toBe(HOLDS);
  return said(text);
};
/** The line on which words stand. */
const lineOf = (words: string, text = HOLDS) => text.slice(0, text.lastIndexOf(words)).split('\n').length;

describe('a lesson', () => {
  test('that ships compiles, and so do its teacher’s notes', async () => {
    expect(await lessonProblems(shipped)).toEqual([]);
  });

  test('that is plain holds, also with braces and angles as letters', async () => {
    expect(await said(HOLDS)).toEqual([]);
    expect(await changed('full stop', "{'{'} &lt;b&gt; `{` `<`")).toEqual([]);
  });

  test.each([
    ['a brace', 'reaches to the', 'reaches { to the'],
    ['an angle', 'reaches to the', 'reaches < to the'],
    ['an angle before a number', 'no further', 'no <3 further'],
    ['a name in braces', 'no further', 'no {further}'],
    ['a block', 'no further', '{#if true}no further{/if}']
  ])('with %s in its prose says line and column, and how it is written', async (_, words, by) => {
    const [problem, ...others] = await changed(words, by);
    expect(problem).toMatch(
      new RegExp(
        `^lessons/warm-up/02-a\\.md: line ${lineOf(words)}, column \\d+: .+ → write a raw { of prose as {'{'}`
      )
    );
    expect(others).toEqual([]);
  });

  test.each([
    ['a computed attribute', '<a href={there}>no further</a>', '<a> href'],
    ['an attribute that is computed in part', '<b class="a {b}">no further</b>', '<b> class'],
    ['a directive', '<b bind:this={b}>no further</b>', '<b> this'],
    ['a spread', '<b {...all}>no further</b>', '<b> {…}']
  ])('with %s in its markup says which', async (_, by, at) => {
    const [problem, ...others] = await changed('no further', by);
    expect(problem).toContain(`line ${lineOf('no further')}, `);
    expect(problem).toContain(`: ${at}: it is not written out → write words`);
    expect(others).toEqual([]);
  });

  test('says the column as it is in the lesson, behind words that are marked up', async () => {
    const [problem] = await changed('no further', '*far* {% of');
    expect(problem).toContain(`line ${lineOf('no further')}, column 39: `);
  });

  test('whose markup stays open is refused', async () => {
    expect((await changed('</Worked>', ''))[0]).toMatch(/line \d+, column \d+: .+ → .+close every tag/);
    expect((await changed('no further', 'no <b>further'))[0]).toMatch(
      /implicitly closed.+ → .+close every tag/
    );
  });

  test('that is faulty to the compiler for something else is told so', async () => {
    const [problem] = await changed('no further', '<img src="x.png">');
    expect(problem).toMatch(/alt.* → write it as Markdown, or as the compiler says$/);
  });

  test('has its notes compiled as well', async () => {
    const [problem] = await said('# Aim\n\nA raw { here.\n', 'warm-up/02-a.teacher.md');
    expect(problem).toMatch(/^lessons\/warm-up\/02-a\.teacher\.md: line 3, column \d+: /);
  });
});

describe('a part of a lesson', () => {
  test.each([
    [
      'an answer that is none of the options',
      'answer="Characterises"',
      'answer="characterises"',
      'HalfWorked',
      'answer',
      'none of the options'
    ],
    [
      'an option twice',
      "'States', 'Ch",
      "'Characterises', 'Ch",
      'HalfWorked',
      'options',
      'two options are the same'
    ],
    ['one option', "'States', ", '', 'HalfWorked', 'options', '2'],
    [
      'something said of no option',
      'says={{ States',
      'says={{ Stated',
      'HalfWorked',
      'says',
      'none of the options'
    ],
    ['an attribute of another name', 'answer="Ch', 'key="Ch', 'HalfWorked', '', 'key'],
    [
      'options that are computed',
      "options={['States', 'Characterises']}",
      'options={all}',
      'HalfWorked',
      'options',
      'not written out'
    ],
    [
      'words that are not in its sentence',
      'words="a triumph"',
      'words="triumphant"',
      'HalfWorked',
      'words',
      'does not stand in the sentence'
    ],
    [
      'a cue that is not in its sentence',
      'cue="said"',
      'cue="says"',
      'Worked',
      'cue',
      'does not stand in the sentence'
    ],
    [
      'words that are not in what a text says',
      "words: 'y'",
      "words: 'z'",
      'Beside',
      'texts.1.words',
      'does not stand in the sentence'
    ],
    ['two texts of one name', "from: 'B'", "from: 'A'", 'Beside', 'texts', 'two have the same from'],
    ['no label', ' label="Hands over"', '', 'Worked', 'label', 'string'],
    [
      'a text that the pack has not',
      "['careful']",
      "['careless-2']",
      'Sources',
      'only',
      'the pack has no text careless-2'
    ],
    ['no reason', 'The cue is *said*.', '', 'Worked', '', 'nothing stands between its tags'],
    [
      'words that are not shown',
      '<Reflect id="wanted" />',
      '<Reflect id="wanted">x</Reflect>',
      'Reflect',
      '',
      'is not shown'
    ],
    [
      'the id of another',
      '<TakeAlong>',
      '<Reflect id="wanted" />\n\n<TakeAlong>',
      'Reflect',
      'id',
      'another part keeps'
    ],
    ['a name that no part has', 'no further', 'no <Further />', 'Further', '', 'no part of a lesson'],
    [
      'a name that is not imported',
      "  import Reflect from '$lib/exercises/lesson/Reflect.svelte';\n",
      '',
      'Reflect',
      '',
      'does not import it'
    ],
    [
      'the file of another part',
      'lesson/Reflect.svelte',
      'lesson/Note.svelte',
      'Reflect',
      '',
      'it is imported from $lib/exercises/lesson/Note.svelte'
    ]
  ])('with %s is refused with its place', async (_, words, by, name, at, message) => {
    const problems = await changed(words, by);
    for (const problem of problems)
      expect(problem).toMatch(/^lessons\/warm-up\/02-a\.md: line \d+, column \d+: <\w+>.*: .+ → ./);
    const here = problems.filter((problem) => problem.includes(`: <${name}>${at && ` ${at}`}: `));
    expect(here.join()).toContain(message);
  });

  test('is placed on its line, also where it begins as one before it does', async () => {
    const half = HOLDS.slice(HOLDS.indexOf('<HalfWorked'), HOLDS.indexOf('<Sources'));
    const twice = HOLDS.replace('<Sources', () => `${half.replace('answer="Ch', 'answer="ch')}<Sources`);
    expect(await said(twice)).toEqual([
      expect.stringContaining(`: line ${lineOf('<HalfWorked', twice)}, column 1: <HalfWorked> answer: “ch`)
    ]);
  });

  test('is described wherever there is one', () => {
    const own = readdirSync(join(root, 'src/lib/exercises/lesson')).filter((name) =>
      name.endsWith('.svelte')
    );
    // What the parts are made of, and no lesson names.
    const within = ['Card', 'Emphasis', 'Provenance', 'Sentence', 'Timeline'];
    expect([...within, ...Object.keys(TAGS)].sort()).toEqual(
      ['Exercise', ...own.map((name) => name.replace('.svelte', ''))].sort()
    );
  });
});
