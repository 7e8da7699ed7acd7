import { describe, expect, it } from 'vitest';
import { tokens } from '../../text/tokens.ts';
import { snapped, wordsOf } from './snap.ts';
import { added, edged, type Mark } from './marks.ts';

const text = 'The clerk said the cellar was “quite dry.” "Nobody swam," she added. It rained.';
const words = tokens(text);
const at = (from: string, to = from) => {
  const start = text.indexOf(from);
  return { start, end: text.indexOf(to, start) + to.length };
};
const mark = (quote: string, kind: string | null = null): Mark => ({
  source: 's',
  ...at(quote),
  quote,
  kind
});
const snap = (quote: string) => {
  const { from, to } = wordsOf(words, at(quote))!;
  const range = snapped(text, words, from, to);
  return text.slice(range.start, range.end);
};

describe('snapped', () => {
  it.each([
    // Curly and straight marks at both edges are taken along, with the point or comma inside them.
    ['quite dry', '“quite dry.”'],
    ['Nobody swam', '"Nobody swam,"'],
    // A point without a mark after it is not.
    ['It rained', 'It rained'],
    // Half a quotation takes the mark on its own side.
    ['the cellar was “quite', 'the cellar was “quite'],
    ['dry', 'dry.”']
  ])('%s → %s', (quote, expected) => expect(snap(quote)).toBe(expected));
});

describe('added', () => {
  it('keeps marks in the order of the text', () => {
    const result = added(text, [mark('It rained')], mark('the cellar was'));
    expect('marks' in result && result.marks.map((m) => m.quote)).toEqual(['the cellar was', 'It rained']);
  });

  it('joins marks of one kind that overlap', () => {
    const result = added(text, [mark('the cellar', 'direct')], mark('cellar was', 'direct'));
    expect(result).toMatchObject({ joined: 1, marks: [{ quote: 'the cellar was', kind: 'direct' }] });
  });

  it('changes the kind of a mark over the same words', () => {
    const result = added(text, [mark('the cellar', 'direct')], mark('the cellar', 'mixed'));
    expect(result).toMatchObject({ joined: 0, marks: [{ quote: 'the cellar', kind: 'mixed' }] });
  });

  it('refuses to overlap a mark of another kind', () => {
    const old = mark('the cellar', 'direct');
    expect(added(text, [old], mark('cellar was', 'mixed'))).toEqual({ refused: old });
  });
});

describe('edged', () => {
  it('moves an edge by a word, and takes quotation marks along', () => {
    const one = mark('cellar was “quite', 'mixed');
    expect(edged(text, words, [one], one, 'end', 1)?.mark.quote).toBe('cellar was “quite dry.”');
    expect(edged(text, words, [one], one, 'start', -1)?.mark.quote).toBe('the cellar was “quite');
    expect(edged(text, words, [one], one, 'start', 1)?.mark.quote).toBe('was “quite');
  });

  it('stops at the ends of the text, at one word, and at another mark', () => {
    const first = mark('The');
    const second = mark('clerk');
    expect(edged(text, words, [first], first, 'start', -1)).toBeNull();
    expect(edged(text, words, [first], first, 'end', -1)).toBeNull();
    expect(edged(text, words, [first, second], first, 'end', 1)).toBeNull();
  });
});
