import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { brief } from './brief.ts';
import { lessonNote, noteOf } from './notes.ts';
import { PackMeta, SourceMeta } from './schema.ts';

const meta = (pack: string) => PackMeta.parse(parse(readFileSync(`lessons/${pack}/pack.yaml`, 'utf8')));
const [warmUp, khojaly] = [meta('warm-up'), meta('khojaly')];
const ids = khojaly.sources.map(({ id }) => id);

test('a text says what it speaks of, and nothing that only another text of its pack speaks of', () => {
  expect(noteOf(khojaly, ['letter-2022'])).toBe(
    'The text speaks of the mass killing of civilians at Khojaly; captured and missing people; people driven from their homes; attacks on cities and fighting in a later war; and a whole state or people as doers.'
  );
  expect(noteOf(khojaly, ['appeal-2026'])).not.toMatch(/mass graves|2020/);
});

test('several texts say each thing once, also what is a part of another', () => {
  const both = noteOf(khojaly, ['letter-2022', 'message-2024']);
  expect(both).toBe(
    'The texts speak of the mass killing of civilians at Khojaly, children among them; captured and missing people; people driven from their homes; attacks on cities and fighting in a later war; a whole state or people as doers; torture; and mass graves.'
  );
});

test('a text of which nothing has to be known says nothing, and nor does a lesson on such texts alone', () => {
  expect(warmUp.sources.map(({ id }) => noteOf(warmUp, [id]))).toEqual(warmUp.sources.map(() => ''));
  expect(lessonNote(warmUp, 'Nobody is hurt.')).toBe('');
  expect(lessonNote(khojaly, 'Two reports.')).toBe('Two reports.');
});

test('a text without a note of its own says what its pack contains', () => {
  const old = { ...khojaly, sources: [...khojaly.sources.slice(1), { id: 'old' }] };
  for (const texts of [['old'], ['letter-2022', 'old'], ['renamed-since']])
    expect(noteOf(old, texts), texts.join()).toBe(brief(khojaly.contains));
  expect(lessonNote(old, 'Two reports.')).toBe('Two reports.');
});

/** Words of a text that speak of a thing: each stands in those texts alone whose notes name it. */
const SPEAKS: Record<string, RegExp> = {
  'the mass killing of civilians at Khojaly': /killed|massacre/,
  'the mass killing of civilians at Khojaly, children among them': /63 children/,
  'children who lost parents': /lost (?:both|one) parent/,
  'captured and missing people': /hostage|captured/,
  'missing people': /missing/,
  torture: /tortured|subjected to torture|freedom from torture|signs of torture/,
  'people driven from their homes': /expel/,
  'wounded, captured and missing people': /(?:injured|wounded)[^]*(?:hostage|captured)|captured[^]*injured/,
  'attacks on cities and fighting in a later war': /cluster bombs/,
  'fighting in a later war': /44[- ]days? of fighting|44-day conflict|Second Karabakh War/,
  'mass graves': /mass graves/,
  'mass burials': /mass killings and burials/,
  'a whole state or people as doers': /Armenia(?:'s|’s| has not| targeted)|the Armenians captured/
};

test.each(ids)('what the note of %s names stands in the text', (id) => {
  const text = readFileSync(`lessons/khojaly/sources/${id}.txt`, 'utf8');
  const named = khojaly.sources.find((source) => source.id === id)!.contains!;
  for (const thing of named) expect(text, thing).toMatch(SPEAKS[thing]!);
  // What is missing in a note would come unannounced.
  const left = Object.entries(SPEAKS).filter(
    ([thing, words]) => !named.some((one) => one.includes(thing)) && words.test(text)
  );
  expect(left.map(([thing]) => thing)).toEqual([]);
});

test('a note of some three lines is held to that, and its problems say what to do', () => {
  const Contains = SourceMeta.shape.contains;
  const problem = (contains: string[]) => Contains.safeParse(contains).error?.issues[0]?.message;
  expect(problem(['a wet library', 'a lost bell'])).toBeUndefined();
  expect(problem([])).toBeUndefined();
  expect(problem(['A wet library.'])).toMatch(/without a full stop/);
  expect(problem(['torture', 'torture'])).toMatch(/take one out/);
  expect(problem(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'])).toMatch(/join what belongs together/);
  expect(problem(['x'.repeat(261)])).toMatch(/say it in 260 letters/);
});
