import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { brief } from './brief.ts';
import { lessonNote, noteOf, noteOn, notesOfSteps, type NotedStep } from './notes.ts';
import { PackMeta, SourceMeta } from './schema.ts';

const meta = (pack: string) => PackMeta.parse(parse(readFileSync(`lessons/${pack}/pack.yaml`, 'utf8')));
const [warmUp, khojaly] = [meta('warm-up'), meta('khojaly')];
const ids = khojaly.sources.map(({ id }) => id);

test('a text says what it speaks of, and nothing that only another text of its pack speaks of', () => {
  expect(noteOf(khojaly, ['letter-2022'])).toBe(
    'The text speaks of the mass killing of civilians at Khojaly in February 1992; hostages or captives, and missing people; other mass killings; people driven from their homes; and attacks on civilians in a later war. Some sentences make a whole state or all of history act. That is the text’s wording, not ours.'
  );
  expect(noteOf(khojaly, ['appeal-2026'])).not.toMatch(/mass graves|parents/);
});

test('several texts say each thing once, also what is a part of another', () => {
  const both = noteOf(khojaly, ['letter-2022', 'message-2024']);
  expect(both).toBe(
    'The texts speak of the mass killing of civilians at Khojaly in February 1992, women, children and elderly people among them; hostages or captives, and missing people; other mass killings; people driven from their homes; attacks on civilians in a later war; torture; and mass graves. Some sentences make a whole state or all of history act. That is the texts’ wording, not ours.'
  );
  expect(noteOf(khojaly, ids)).toMatch(
    / Some sentences make a whole state, all of history or a whole people act\. [^.]+\.$/
  );
});

test('no thing is a part of another by its letters alone', () => {
  const sources = [
    { id: 'a', contains: ['a war'] },
    { id: 'b', contains: ['a ward', 'a later war'] }
  ];
  expect(noteOf({ contains: '', sources }, ['a', 'b'])).toBe(
    'The texts speak of a war; a ward; and a later war.'
  );
});

test('all texts of the pack say what they speak of in eight lines at most', () => {
  expect(noteOf(khojaly, ids).length).toBeLessThan(640);
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

/**
 * Words of a text that speak of a thing: each stands in those texts alone whose notes name it. Of torture a text speaks
 * where it says that people had to suffer it, and not where it names the convention against it alone.
 */
const SPEAKS: Record<string, RegExp> = {
  'the mass killing of civilians at Khojaly in February 1992':
    /Feb(?:\.|ruary) 2[^]*1992[^]*(?:killed|massacre)/,
  'the mass killing of civilians at Khojaly in February 1992, women, children and elderly people among them':
    /106 women[^]*63 children[^]*70 elderly|63 children, 106 women, and 70 elderly/,
  'whole families killed': /eight families were completely/i,
  'whole families killed and children who lost parents': /lost (?:both|one) parent/,
  'hostages or captives, and missing people': /(?:hostage|captured)[^]*missing/,
  'wounded people, hostages or captives, and missing people':
    /(?:injured|wounded)[^]*(?:hostage|captured)[^]*missing/,
  'missing people': /missing/,
  torture: /tortured|subjected to torture|freedom from torture|signs of torture/,
  'mass graves': /mass graves/,
  'other mass killings': /hundreds of thousands of civilians|mass killings and burials/,
  'other mass killings and burials': /mass killings and burials/,
  'people driven from their homes': /expel/,
  'a later war': /44[- ]days? of fighting|44-day conflict|Second Karabakh War/,
  'attacks on civilians in a later war': /cluster bombs/,
  'attacks on civilians in a later war, children among the dead': /including 12 children/
};

/** Sentences in which somebody acts as a whole. */
const DOERS: Record<string, RegExp> = {
  'a whole state': /Armenia(?:'s use| has not| targeted)|Azerbaijan liberated/,
  'all of history': /throughout history/,
  'a whole people': /the (?:Armenians|Azerbaijanis) [a-z]+ed/
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
  const doers = Object.entries(DOERS).filter(([, words]) => words.test(text));
  expect(khojaly.sources.find((source) => source.id === id)!.doers).toEqual(doers.map(([doer]) => doer));
});

test('what is folded is said once, after what the texts of each pack speak of', () => {
  const folds = [{ describes: 'a storm' }];
  const wet = { contains: '', sources: [{ id: 'a', contains: ['a flood'] }] };
  const dry = { contains: '', sources: [{ id: 'a', contains: ['a drought'] }] };
  const all = [wet, dry, wet].map((pack) => ({ pack, ids: ['a'], folds }));
  expect(noteOn(all)).toBe(
    'The text speaks of a flood. The text speaks of a drought. The passage that describes a storm is folded, and no exercise asks about it.'
  );
  expect(noteOn([{ pack: null, ids: ['a'], folds: [] }])).toBe('');
});

test('an assignment says once what all texts that stand by themselves contain, and then each lesson by its title', () => {
  const step = (at: number, id: string): NotedStep => ({
    ...{ at, pack: khojaly, ids: [id], folds: [], lesson: null }
  });
  const lesson = { title: 'Two voices', contains: 'Two reports.' };
  const dry = { ...step(4, 'careful'), pack: warmUp };
  const steps = [step(1, 'letter-2022'), { ...step(2, 'appeal-2026'), lesson }, step(3, 'message-2024'), dry];
  expect(notesOfSteps(steps)).toEqual([
    { title: 'Steps 1 and 3', says: noteOf(khojaly, ['letter-2022', 'message-2024']) },
    { title: 'Two voices', says: 'Two reports.' }
  ]);
  expect(notesOfSteps([step(1, 'letter-2022')])).toMatchObject([{ title: null }]);
  expect(notesOfSteps([dry])).toEqual([]);
});

test('who acts as a whole is named in any words that fit the sentence, each once', () => {
  const Doers = SourceMeta.shape.doers;
  const problem = (doers: string[]) => Doers.safeParse(doers).error?.issues[0]?.message;
  expect(problem(['a whole state', 'an army', 'all of history', 'several peoples'])).toBeUndefined();
  expect(problem(['a whole state.'])).toMatch(/“Some sentences make … act”: write it without a full stop/);
  expect(problem(['an army', 'an army'])).toMatch(/take one out/);
  const said = (doers: string[]) =>
    noteOf({ contains: '', sources: [{ id: 'a', contains: ['a war'], doers }] }, ['a']);
  expect(said(['an army'])).toContain(' Some sentences make an army act. ');
  expect(said(['an army', 'a town', 'all of history'])).toContain(
    ' make an army, a town or all of history act. '
  );
});

test('a note of some four lines is held to that, and its problems say what to do', () => {
  const Contains = SourceMeta.shape.contains;
  const problem = (contains: string[]) => Contains.safeParse(contains).error?.issues[0]?.message;
  expect(problem(['a wet library', 'a lost bell'])).toBeUndefined();
  expect(problem([])).toBeUndefined();
  expect(problem(['A wet library.'])).toMatch(/without a full stop/);
  expect(problem(['torture', 'torture'])).toMatch(/take one out/);
  expect(problem(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'])).toMatch(/join what belongs together/);
  expect(problem(['x'.repeat(381)])).toMatch(/say it in 380 letters/);
});
