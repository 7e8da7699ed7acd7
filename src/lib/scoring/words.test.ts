import { describe, expect, it, test } from 'vitest';
import { detection, type Signal } from './detection.ts';
import { apartSentence, calibrationWords, leaningWords, points, tendencyWords } from './words.ts';

test('a score is shown in whole points from 0 to 100', () => {
  expect([-0.4, 0, 0.505, 0.624, 1].map(points)).toEqual([0, 0, 51, 62, 100]);
});

test('telling apart has four steps; what the pages call well begins at 1.5', () => {
  const at = (apart: number) =>
    apartSentence({ ...detection('source', 5, 10, 5, 10), apart }).match(/ou (.+?) tell /)?.[1];
  expect([-1, 0.49, 0.5, 1.49, 1.5, 2.49, 2.5].map(at)).toEqual([
    'do not yet',
    'do not yet',
    'sometimes',
    'sometimes',
    'mostly',
    'mostly',
    'nearly always'
  ]);
  expect(at(detection('source', 5, 10, 5, 10).apart)).toBe('do not yet');
  expect(at(detection('source', 10, 10, 0, 10).apart)).toBe('nearly always');
});

test('a sentence names what is told from what', () => {
  const of = (signal: Signal, hits: number) => apartSentence(detection(signal, hits, 10, 5, 10));
  expect(of('source', 5)).toBe('You do not yet tell the words of a source from the text’s own.');
  expect(of('characterises', 8)).toBe('You sometimes tell a judgement from a plain statement.');
  expect(of('reports', 8)).toMatch(/others’ acts/);
  expect(of('indirect', 8)).toMatch(/indirect speech/);
});

describe('a tendency', () => {
  const often = (signal: Signal) => tendencyWords(detection(signal, 10, 10, 9, 10));
  const rarely = (signal: Signal) => tendencyWords(detection(signal, 1, 10, 0, 10));

  it('is said in the words of what was looked for', () => {
    expect(often('source')).toBe('You hand words to a source too often.');
    expect(rarely('characterises')).toBe('You do not call a statement a judgement often enough.');
    expect(often('reports')).toBe('You call a statement a report of others’ acts too often.');
    expect(rarely('indirect')).toBe('You do not see indirect speech often enough.');
  });

  it('is no lean where both kinds of error are alike', () => {
    expect(tendencyWords(detection('source', 9, 10, 1, 10))).toBe('Neither kind of mistake stands out.');
  });

  it('is no lean where the counts do not show one, so that two results alike are told alike', () => {
    expect(tendencyWords(detection('device', 11, 12, 2, 8))).toMatch(/Neither/);
    expect(tendencyWords(detection('device', 9, 11, 3, 8))).toMatch(/Neither/);
    expect(tendencyWords(detection('device', 11, 12, 4, 8))).toMatch(/too often/);
  });

  it('is no lean where there is no error of that kind, whatever the number says', () => {
    const perfect = detection('source', 3, 3, 0, 20);
    expect(perfect.tendency).toBeGreaterThan(0.3);
    expect(tendencyWords(perfect)).toMatch(/Neither/);
  });

  it('is said after how well the two were told apart, and only where they were mixed up', () => {
    expect(leaningWords(detection('device', 11, 12, 4, 8), 'Each time.')).toBe(
      'You sometimes tell a device from plain wording. You call wording a device too often.'
    );
    expect(leaningWords(detection('device', 12, 12, 0, 8), 'Each time.')).toBe('Each time.');
    expect(leaningWords(detection('figure', 12, 12, 0, 8), 'Each time.')).toBe('Each time.');
  });
});

test('sureness fits within ten percent; beyond, it is too much or too little', () => {
  const of = (meanSure: number, shareRight: number, items = 8) =>
    calibrationWords({ brier: 0.2, items, meanSure, shareRight });
  expect(of(0.9, 0.5)).toMatch(/surer than/);
  expect(of(0.4, 0.9)).toMatch(/better than you felt/);
  expect(of(0.7, 0.8)).toBe(
    'How sure you feel fits how you read. Over 8 readings you were 70 percent sure on average, and 80 percent were the key’s.'
  );
  expect(of(0.7, 0.7, 1)).toContain('Over 1 reading you');
});
