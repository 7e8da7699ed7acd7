import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DeviceName } from '../text/annotation.ts';
import { readFiles } from './files.ts';
import { readPacks } from './load.ts';

const files = readFiles(resolve(import.meta.dirname, '../../../lessons'));
const { glossary, packs } = await readPacks(files);

/** What is said against a file that was changed. */
async function problemsOf(path: string, change: (text: string) => string) {
  const { problems } = await readPacks(new Map(files).set(path, change(files.get(path)!)));
  return problems
    .filter(({ file }) => file === `lessons/${path}`)
    .map(({ place, message }) => `${place}: ${message}`);
}

describe('the glossary', () => {
  test('holds every term that the course teaches, and each of the devices', () => {
    const ids = glossary.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(DeviceName.options));
    for (const id of [
      ...['source', 'cue', 'content', 'span', 'statement', 'own-voice', 'states', 'characterises'],
      ...['attribution', 'direct', 'indirect', 'mixed', 'nested', 'primary', 'reported-act', 'furniture'],
      ...['headline', 'dateline', 'byline', 'figure', 'hedge', 'thread', 'lookalike', 'origin', 'subset'],
      ...['device', 'core', 'swap', 'legal-term', 'contested', 'telling-apart', 'tendency', 'boundary']
    ])
      expect(ids).toContain(id);
  });

  test('explains a term in one or two sentences, with an example that is about no pack', () => {
    for (const { id, means, example } of glossary) {
      expect(means.match(/[.!?]( |$)/g)!.length, id).toBeLessThanOrEqual(2);
      expect(`${means} ${example}`, id).not.toMatch(/Khojaly|Karabakh|Armenia|Azerbaijan|genocide|kill/i);
      // Emphasis that is opened is closed.
      expect(example.split('*').length % 2, id).toBe(1);
    }
  });

  test('says in our typography what it says', () => {
    for (const { id, means, example } of glossary) expect(`${means}${example}`, id).not.toMatch(/["'!]/);
  });

  test('is met in every lesson there is', () => {
    for (const { lessons } of packs)
      for (const { slug, terms } of lessons) expect(terms.length, slug).toBeGreaterThan(0);
  });
});

describe('a build stops', () => {
  const LESSON = 'warm-up/01-whose-words.md';

  test('at a lesson with an unknown term, with its place', async () => {
    expect(await problemsOf(LESSON, (text) => text.replace('of="cue"', 'of="queue"'))).toEqual([
      `<Term of="queue">: the glossary has no such term`
    ]);
  });

  test('at a lesson that introduces a term twice, or does not say which', async () => {
    expect(await problemsOf(LESSON, (text) => text.replace('of="claim"', 'of="cue"'))).toEqual([
      `<Term of="cue">: the lesson introduces it twice`
    ]);
    expect(await problemsOf(LESSON, (text) => text.replace('<Term of="claim">', '<Term>'))).toEqual([
      `<Term>: it has no of`
    ]);
  });

  test('at a glossary that points to nothing, or has a term twice', async () => {
    const problems = await problemsOf(
      'glossary.yaml',
      (text) =>
        `${text}\n- { id: cue, name: cue, group: voice, means: A cue., example: Said., see: [nowhere] }\n`
    );
    expect(problems).toEqual([
      'cue: the term stands twice',
      'cue: it points to nowhere, which is no other term'
    ]);
  });

  test('at a pack whose words for the event are no namings of its keys', async () => {
    const problems = await problemsOf('warm-up/pack.yaml', (text) =>
      text.replace('careless#d19', 'careless#d99').replace('notice#d07', 'careful#d02')
    );
    expect(problems).toEqual([
      'event: snatched: careless#d99: there is no such device',
      'event: lost: careful#d02: it is counted twice'
    ]);
  });
});
