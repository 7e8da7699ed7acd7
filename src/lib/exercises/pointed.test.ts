import { expect, test } from 'vitest';
import { isAt, lettersAt, litOf, meant, placeOf } from './pointed.ts';

const at = (start: number, end: number) => ({ source: 'notice', start, end });
const UNITS = [
  { id: 'one', badge: 'c', places: [at(0, 4)] },
  { id: 'pair', badge: 'f', places: [at(10, 14), at(0, 4)] },
  { id: 'other', badge: 'm', places: [at(0, 4)] },
  { id: 'free', badge: '', places: [at(20, 24)] }
];

test('what is pointed at is called by every letter that it has', () => {
  expect(lettersAt(UNITS.slice(0, 1), at(0, 4))).toBe('c');
  expect(lettersAt(UNITS, at(10, 14))).toBe('f');
  expect(lettersAt(UNITS, at(0, 4))).toBe('c, f and m');
});

test('other words have no letter, nor has what learners find by themselves', () => {
  for (const place of [at(0, 5), at(20, 24), { ...at(0, 4), source: 'report' }, null])
    expect(lettersAt(UNITS, place)).toBe('');
});

test('where several stand at the words, the one that is meant is named: its letter alone, and all its places', () => {
  const other = placeOf(UNITS[2]!);
  expect(other).toEqual({ ...at(0, 4), unit: 'other' });
  expect(lettersAt(UNITS, other)).toBe('m');
  expect(UNITS.map((unit) => isAt(unit, other))).toEqual([false, false, true, false]);
  expect(meant(UNITS, other, ({ places }) => places).map(({ badge }) => badge)).toEqual(['m']);
  expect(placeOf({ id: 'nowhere', places: [] })).toBeNull();
});

test('what is meant is what stands at the very place, or else what meets it', () => {
  const badges = (place: Parameters<typeof meant>[1]) =>
    meant(UNITS, place, ({ places }) => places).map(({ badge }) => badge);
  expect(badges(at(0, 4))).toEqual(['c', 'f', 'm']);
  expect(badges(at(8, 12))).toEqual(['f']);
  expect(badges(at(30, 34))).toEqual([]);
  expect(badges(null)).toEqual([]);
});

test('words that were marked for something are called by its letter, once', () => {
  const marked = [{ ...at(40, 43), unit: 'one' }];
  expect(lettersAt(UNITS, at(40, 43), marked)).toBe('c');
  expect(lettersAt(UNITS, at(0, 4), [{ ...at(0, 4), unit: 'one' }])).toBe('c, f and m');
  expect(lettersAt(UNITS, { ...at(40, 43), unit: 'pair' }, marked)).toBe('f');
});

test('both numbers of a pair are lit, and no third one that stands at the same words', () => {
  const stretches = [
    { ...at(0, 4), unit: 'pair' },
    { ...at(0, 4), unit: 'other' },
    { ...at(20, 24), unit: 'pair' },
    { ...at(40, 44), unit: 'other' },
    // Words that were marked are of no unit.
    { ...at(0, 4), unit: null }
  ];
  expect(litOf(stretches, { ...at(0, 4), unit: 'pair' })).toEqual([stretches[0], stretches[2]]);
  expect(litOf(stretches, at(20, 24))).toEqual([stretches[0], stretches[2]]);
  expect(litOf(stretches, at(0, 4))).toEqual(stretches);
  expect(litOf(stretches, at(50, 54))).toEqual([]);
  expect(litOf(stretches, null)).toEqual([]);
});
