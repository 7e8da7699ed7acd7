import { expect, test } from 'vitest';
import { attempt } from './fixture.ts';
import { Summary } from './schema.ts';
import { bySignal } from './signals.ts';

const counts = { hits: 3, signals: 4, falseAlarms: 1, noise: 6, apart: 1, tendency: 0 };
const of = (detection: Summary['detection']): Summary => ({ ...attempt().summary, detection });

test('unlike things that were looked for are not pooled, and old summaries looked for words of a source', () => {
  const [old, source, own] = [
    of(counts),
    of({ ...counts, signal: 'source' }),
    of({ ...counts, signal: 'characterises' })
  ];
  const groups = new Map(bySignal([old, own, of(null), source]));
  expect(groups.get('source')).toEqual([old, source]);
  expect(groups.get('characterises')).toEqual([own]);
  expect(groups.get('indirect')).toEqual([]);
});

test('a summary is stored with its signal or, as they once were, without', () => {
  expect(Summary.safeParse(of(counts)).success).toBe(true);
  expect(Summary.safeParse(of({ ...counts, signal: 'reports' })).success).toBe(true);
  expect(Summary.safeParse({ ...of(null), detection: { ...counts, signal: 'other' } }).success).toBe(false);
});
