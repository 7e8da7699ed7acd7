import { expect, test } from 'vitest';
import { metOf, noteOnExercises, noteOnTexts } from './notes.ts';
import { packOf } from './packs.ts';

const FOLDED =
  'The passage that describes how some of those killed were tortured is folded, and no exercise asks about it.';
const khojaly = await packOf('khojaly');
const folding = khojaly.sources.filter(({ annotation }) => annotation.folds.length > 0).map(({ id }) => id);

test('what is folded in a text of an exercise is said once, and of no exercise without it', async () => {
  for (const exercise of khojaly.exercises) {
    const note = await noteOnExercises([exercise, exercise]);
    const has = exercise.sources.some((id) => folding.includes(id));
    expect(note.split(FOLDED).length - 1, exercise.slug).toBe(has ? 1 : 0);
  }
  expect(folding).toEqual(['statement-2024']);
});

test('where texts are read it is said of them alone', () => {
  for (const { id } of khojaly.sources)
    expect(noteOnTexts(khojaly, [id]).includes(FOLDED), id).toBe(folding.includes(id));
  expect(noteOnTexts(khojaly, ['letter-2022', 'statement-2024'])).toContain(FOLDED);
});

test('where texts are read that may be passed by, that is said', async () => {
  expect(noteOnTexts(khojaly, ['letter-2022'])).toMatch(
    /\. Rather not read it\? Each exercise on it has another in its place, which trains the same\.$/
  );
  expect(noteOnTexts(khojaly, ['letter-2022', 'statement-2024'])).toContain('Rather not read them?');
  const bare = { ...khojaly, meta: { ...khojaly.meta, standIns: {} } };
  expect(noteOnTexts(bare, ['letter-2022'])).not.toContain('Rather not');
  const warmUp = await packOf('warm-up');
  expect(warmUp.sources.map(({ id }) => noteOnTexts(warmUp, [id]))).toEqual(warmUp.sources.map(() => ''));
});

test('a browser knows a text by what is said of it, and again where that has changed', () => {
  const met = metOf(khojaly, ['letter-2022', 'statement-2024']).split(' ');
  expect(met.map((text) => text.split('@')[0])).toEqual(['khojaly/letter-2022', 'khojaly/statement-2024']);
  for (const text of met) expect(text).toMatch(/^[a-z0-9/-]+@[0-9a-f]{8}$/);
  const meta = {
    ...khojaly.meta,
    sources: khojaly.meta.sources.map((source) =>
      source.id === 'letter-2022' ? { ...source, contains: [...source.contains!, 'a later flood'] } : source
    )
  };
  const grown = metOf({ ...khojaly, meta }, ['letter-2022', 'statement-2024']).split(' ');
  expect(grown[0]).not.toBe(met[0]);
  expect(grown[1]).toBe(met[1]);
  // Other words on the way out are no other text.
  expect(metOf({ ...khojaly, meta: { ...khojaly.meta, standIns: {} } }, ['letter-2022'])).toBe(met[0]);
});
