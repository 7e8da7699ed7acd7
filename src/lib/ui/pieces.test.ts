import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockMaker } from './passage.ts';
import { cut, drawn, headed, parts, tailed } from './pieces.ts';

describe('cut', () => {
  it('gives pieces that cover the stretch without gaps, each wholly in or out', () => {
    const range = fc
      .tuple(fc.nat(40), fc.nat(40))
      .map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) + 1 }));
    fc.assert(
      fc.property(range, fc.array(range, { maxLength: 6 }), (within, stretches) => {
        const pieces = cut(within, stretches);
        expect(pieces[0]!.start).toBe(within.start);
        expect(pieces.at(-1)!.end).toBe(within.end);
        pieces.slice(1).forEach((piece, i) => expect(piece.start).toBe(pieces[i]!.end));
        for (const piece of pieces)
          for (const s of stretches) {
            const inside = s.start <= piece.start && s.end >= piece.end;
            const outside = s.end <= piece.start || s.start >= piece.end;
            expect(inside || outside).toBe(true);
            expect(piece.on.includes(s)).toBe(inside);
          }
      })
    );
  });
});

describe('parts', () => {
  const text = 'He said: “No, never.”';
  const words = [...text.matchAll(/\p{L}+/gu)].map((m) => ({ start: m.index, end: m.index + m[0].length }));

  it('gives back the text, word by word', () => {
    const found = parts(text, words, { start: 0, end: text.length });
    expect(found.map((p) => p.before + p.word).join('')).toBe(text);
    expect(found.map((p) => p.index)).toEqual([0, 1, 2, 3, -1]);
  });

  it('gives back what holds no word as it is', () => {
    expect(parts(text, words, { start: 19, end: 21 })).toEqual([{ before: '.”', word: '', index: -1 }]);
  });

  it('keeps the number of a word that an edge cuts', () => {
    expect(parts(text, words, { start: 5, end: 11 }).map((p) => [p.word, p.index])).toEqual([
      ['id', 1],
      ['N', 2]
    ]);
  });
});

describe('drawn', () => {
  const written = (text: string, numbered: boolean) => {
    const words = [...text.matchAll(/\p{L}+/gu)].map((m) => ({ start: m.index, end: m.index + m[0].length }));
    return drawn(parts(text, words, { start: 0, end: text.length }), numbered);
  };

  it('gives each word an element with its number, and leaves alone what stands between', () => {
    expect(written('No, never.', true)).toBe('<span data-w="0">No</span>, <span data-w="1">never</span>.');
    expect(written('No, never.', false)).toBe('No, never.');
  });

  it('leaves no markup in a text', () => {
    expect(written('<b> & </p>', true)).toBe(
      '&lt;<span data-w="0">b</span>&gt; &amp; &lt;/<span data-w="1">p</span>&gt;'
    );
    expect(written('<b> & </p>', false)).toBe('&lt;b&gt; &amp; &lt;/p&gt;');
  });
});

describe('headed', () => {
  it('parts a stretch after its first word', () => {
    expect(headed('the water rose')).toEqual(['the', ' water rose']);
    expect(headed(' the water')).toEqual([' the', ' water']);
    expect(headed('water')).toEqual(['water', '']);
  });
});

describe('blockMaker', () => {
  it('gives back the same block for a paragraph in which nothing changed', () => {
    const blocks = blockMaker();
    const paragraphs = [
      { start: 0, end: 10 },
      { start: 11, end: 20 }
    ];
    const mark = (end: number) => ({ id: 'm', class: 'as-source', start: 2, end });
    const before = blocks(paragraphs, [], [mark(5)]);
    const after = blocks(paragraphs, [], [mark(6)]);
    expect(after[0]).not.toBe(before[0]);
    expect(after[1]).toBe(before[1]);
  });
});

describe('tailed', () => {
  it('parts a stretch before its last word, with the white space after it', () => {
    expect(tailed('the water stood')).toEqual(['the water ', 'stood']);
    expect(tailed('613 ')).toEqual(['', '613 ']);
    expect(tailed('')).toEqual(['', '']);
  });
});
