import { describe, expect, it } from 'vitest';
import { sentences } from './sentences.ts';

describe('sentences', () => {
  const of = (text: string) =>
    sentences(text, { start: 0, end: text.length }).map(({ start, end }) => text.slice(start, end));

  it.each([
    ['It rained. It stopped.', ['It rained.', 'It stopped.']],
    ['“It rained.” She left.', ['“It rained.”', 'She left.']],
    [
      'Mr. Hill came on Feb. 26, 1992, by bus. He sat.',
      ['Mr. Hill came on Feb. 26, 1992, by bus.', 'He sat.']
    ],
    ['It cost 3.5 crowns! Really? Yes', ['It cost 3.5 crowns!', 'Really?', 'Yes']]
  ])('%s', (text, expected) => expect(of(text)).toEqual(expected));
});
