import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anchor, merged, misfit, shared } from './span.ts';
import { paragraphs, tokens, tokensIn } from './tokens.ts';

const text = 'He said: “Armenia’s 3,410 houses, multi-story.”\n\nIt’s 1.5 km (about).';
const quoted = (list: { start: number; end: number }[]) =>
  list.map(({ start, end }) => text.slice(start, end));

describe('words', () => {
  test('hold together apostrophes, hyphens, and points and commas between digits; punctuation is no word', () => {
    expect(quoted(tokens(text))).toEqual([
      'He',
      'said',
      'Armenia’s',
      '3,410',
      'houses',
      'multi-story',
      'It’s',
      '1.5',
      'km',
      'about'
    ]);
  });

  test('are in order, never overlap, and leave no letter or digit out, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (any) => {
        let end = 0;
        for (const word of tokens(any)) {
          expect(word.start).toBeGreaterThanOrEqual(end);
          expect(any.slice(end, word.start)).not.toMatch(/[\p{L}\p{N}]/u);
          end = word.end;
        }
        expect(any.slice(end)).not.toMatch(/[\p{L}\p{N}]/u);
      })
    );
  });

  test('lie in a stretch when at least half of their letters do', () => {
    const words = tokens(text);
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(text.length), (a, b) => {
        const range = { start: Math.min(a, b), end: Math.max(a, b) };
        const [from, to] = tokensIn(words, range);
        const expected = words.flatMap((w, i) =>
          range.end > range.start && 2 * shared(w, range) >= w.end - w.start ? [i] : []
        );
        expect(Array.from({ length: to - from }, (_, i) => from + i)).toEqual(expected);
      })
    );
  });
});

describe('paragraphs', () => {
  test('are what stands between line breaks, without the white space at the edges', () => {
    expect(quoted(paragraphs(text))).toEqual(text.split('\n\n'));
    expect(paragraphs(' \n\n ')).toEqual([]);
  });
});

describe('spans', () => {
  test('a quotation is found where it stands once, or inside a context that stands once', () => {
    expect(anchor(text, 'houses')).toEqual({ start: 26, end: 32, quote: 'houses' });
    expect(anchor(text, 'a', 'about')).toEqual({ start: 62, end: 63, quote: 'a' });
  });

  test('what cannot be found is said in a sentence, with the quotation', () => {
    expect(anchor(text, 'castle')).toMatch(/does not stand there: "castle"/);
    expect(anchor(text, 's')).toMatch(/more than once.*context/);
    expect(anchor(text, 's', 'no such words')).toMatch(/context does not stand/);
    expect(anchor(text, 'i', 's')).toMatch(/context stands more than once/);
  });

  test('a span that does not fit its text says what was expected and what was found', () => {
    expect(misfit(text, { start: 0, end: 2, quote: 'He' })).toBeNull();
    expect(misfit(text, { start: 0, end: 2, quote: 'It' })).toEqual({ expected: 'It', found: 'He' });
    expect(misfit(text, { start: 900, end: 902, quote: 'He' })).toEqual({ expected: 'He', found: '' });
  });

  test('every stretch cut out of a text fits it', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.nat(), fc.nat(), (any, a, b) => {
        const start = a % any.length;
        const end = start + 1 + (b % (any.length - start));
        expect(misfit(any, { start, end, quote: any.slice(start, end) })).toBeNull();
      })
    );
  });

  test('merging joins what touches, keeps what is covered, and doing it twice changes nothing', () => {
    const range = fc
      .tuple(fc.nat(60), fc.integer({ min: 1, max: 20 }))
      .map(([start, n]) => ({ start, end: start + n }));
    fc.assert(
      fc.property(fc.array(range), (ranges) => {
        const once = merged(ranges);
        expect(merged(once)).toEqual(once);
        const covered = (list: { start: number; end: number }[]) =>
          Array.from({ length: 90 }, (_, c) => list.some((r) => r.start <= c && c < r.end));
        expect(covered(once)).toEqual(covered(ranges));
      })
    );
  });
});
