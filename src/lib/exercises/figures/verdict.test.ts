import { describe, expect, it } from 'vitest';
import type { Scored } from '../define.ts';
import type { Layer } from '../parts/account.ts';
import { account } from './account.ts';
import { badgeOf } from './badges.ts';
import { answerOf, cases, exercise } from './fixture.ts';
import { logic } from './logic.ts';
import { pictured } from './picture.ts';
import { ADVICE, CODES, needed, NOTES } from './reasons.ts';
import { inSentence } from '../parts/sentence.ts';
import { ORIGIN_WORDS, PAIR_WORDS, RELATION_WORDS } from './words.ts';

const { item, key } = exercise('whole');
const names = (source: string) => ({ poster: 'The poster', morning: 'The morning report' })[source];

function verdict(answer: unknown): Scored {
  const checked = logic.check(item, key, answer);
  if (checked.status !== 'scored') throw new Error(JSON.stringify(checked));
  return checked;
}
const shownOf = (verdict: Scored, nameOf?: typeof names) => account(item, logic.blank(item), verdict, nameOf);
const best = verdict(logic.solution(item, key));
const blank = verdict(logic.blank(item));

describe('a verdict on a ledger', () => {
  it('has words for every code, note and part that a check gives', () => {
    for (const one of cases) {
      if (one.exercise !== 'whole' || one.expect.invalid) continue;
      const checked = verdict(answerOf(one));
      const shown = shownOf(checked, names);
      for (const { what } of checked.apart!) expect(shown.apart[what]?.means, what).toBeTruthy();
      for (const { item: i, code, group, quote } of shown.lines) {
        expect(Object.keys(CODES), i.id).toContain(i.code);
        expect(code).toContain(CODES[i.code]);
        expect(group).toBeTruthy();
        expect(quote).not.toContain('undefined');
        for (const note of i.notes)
          expect(note in NOTES || /^(is-|from: )/.test(note), `${i.id}: ${note}`).toBe(true);
      }
      const { found, tendency, next } = shown.told;
      for (const said of [found, tendency, next]) expect(said).toMatch(/^[A-Z].+\.$/s);
    }
  });

  it('tells what was found part by part, and where nothing was', () => {
    expect(shownOf(best).told).toEqual({
      found:
        'You found 14 of 14 numbers, and 4 of 4 places where a text has none. You read 8 of 8 relations, 14 of 14 origins, 6 of 6 pairs of numbers and 3 of 3 questions as the key does.',
      tendency: 'You told what a text counts from what it leaves out each time.',
      next: 'Put the same questions to the numbers of another text next.'
    });
    expect(shownOf(blank).told.tendency).toMatch(/^Nothing is answered yet/);
    expect(shownOf(blank).told.next).toBe('Look next at what you left open.');
  });

  it('tells of the cells that were answered, and of none where too much is open', () => {
    const whole = logic.solution(item, key);
    const cells = Object.fromEntries(Object.entries(whole.cells).slice(1));
    const most = verdict({ ...whole, cells });
    expect(most.detection).toMatchObject({ signals: 13, noise: 4 });
    expect(shownOf(most).told.tendency).toBe(
      'You told what a text counts from what it leaves out each time in the 17 that you answered.'
    );
    const relations = Object.fromEntries(Object.entries(whole.relations).slice(1));
    expect(shownOf(verdict({ ...whole, relations })).told.tendency).toBe(
      'You told what a text counts from what it leaves out each time.'
    );
    const half = verdict(answerOf(cases.find(({ title }) => /^Half of the rows only/.test(title))!));
    expect(half.detection).toMatchObject({ hits: 7, signals: 7 });
    expect(shownOf(half).told.tendency).toBe('Too much is open to say how you read.');
  });

  it('says what another reading would have needed, for every two labels, and nothing where they agree', () => {
    const pairs = (words: object, part: string, merged: string[]) => {
      const all = Object.keys(words);
      for (const given of all)
        for (const expected of all) {
          const overlap = merged.includes(given) && merged.includes(expected);
          const sentence = needed(part, 'other-reading', given, expected);
          if (given === expected) expect(sentence).toBe('');
          else if (!overlap && !merged.some((m) => m === given || m === expected))
            expect(sentence, `${part}: ${given}, ${expected}`).toMatch(/^[A-Z].{20,}\.$/s);
        }
    };
    pairs(RELATION_WORDS, 'relations', ['changed']);
    pairs(ORIGIN_WORDS, 'origins', ['unnamed']);
    pairs(PAIR_WORDS, 'pairs', []);
    for (const [given, expected] of [
      ['same', 'changed'],
      ['changed', 'same']
    ] as const)
      expect(needed('relations', 'other-reading', given, expected)).toMatch(/\.$/);
    expect(needed('relations', 'other-reading', 'constructor', 'same')).toBe('');
    expect(needed('cells', 'missed', 'absent', '900')).toMatch(/^To be absent/);
    for (const part of ['relations', 'origins', 'pairs', 'questions', 'elsewhere', 'missed', 'extra'])
      expect(ADVICE[part]).toMatch(/^Look next/);
  });

  it('says what a number counts that was chosen for another row, or where the text has none', () => {
    const given = (cells: Record<string, string>) => {
      const one = { title: '', exercise: 'whole' as const, from: 'key' as const, cells, expect: {} };
      const [id] = Object.keys(cells);
      return shownOf(verdict(answerOf(one))).lines.find(({ item: i }) => i.id === `cells:${id}`)!;
    };
    expect(given({ 'stalls@poster': '11' }).notes).toEqual([
      'The number that you chose counts something else: hats lost.'
    ]);
    const absent = key.cells.find(({ source, mentions }) => source === 'poster' && mentions.length === 0)!;
    expect(given({ [absent.id]: '11' }).notes).toEqual([
      'No number in this text counts what the row counts; the one that you chose counts: hats lost.'
    ]);
    expect(given({ 'pies@poster': 'Bakers sold at least 120' }).code).toBe(
      'Found, with more words than the number and its hedge'
    );
  });

  it('gives a number with its hedge, in the list and in the picture', () => {
    expect(shownOf(best).lines.map(({ keys }) => keys)).toContain('“at least 120”');
    expect(pictured(item, best, names).cells.map(({ words }) => words)).toContain('at least 120');
  });

  it('calls texts by their names, and by their place where none is known', () => {
    const quotes = shownOf(best, names).lines.map(({ quote }) => quote);
    expect(quotes).toContain('people who came to the fair: The poster');
    expect(quotes).toContain('people who came to the fair: Text 3 of 3');
  });

  it('draws the numbers of learner, key or both over the texts', () => {
    const shown = shownOf(verdict(answerOf(cases.find(({ title }) => /^Rows mixed up/.test(title))!)));
    const cells = (layer: Layer) => shown.layered(layer).filter((mark) => !mark.class.endsWith(' pair'));
    expect(cells('key').length).toBe(14);
    expect(cells('mine').length).toBe(14);
    const both = cells('both');
    expect(both.length).toBe(28);
    // One number a place.
    expect(both.filter(({ sign }) => sign !== '').length).toBe(16);
    expect(shownOf(blank).layered('mine')).toEqual([]);
  });

  it('has the letters of pairs at both of their numbers, and no sign before a number', () => {
    const first = item.pairs[0]!;
    const badge = badgeOf(item, 'pairs', first.id);
    const mine = (shown: ReturnType<typeof shownOf>, layer: Layer) =>
      shown.layered(layer).filter((mark) => mark.badge === badge);
    const both = mine(shownOf(blank), 'both');
    expect(both.map(({ source, start, sign }) => [source, start, sign])).toEqual(
      [first.a, first.b].map(({ source, start }) => [source, start, badge])
    );
    expect(mine(shownOf(blank), 'mine')).toEqual([]);
    expect(mine(shownOf(best), 'mine').map(({ sign }) => sign)).toEqual([badge, badge]);
  });

  it('makes the picture of the key’s ledger, with the learner’s own where it differs', () => {
    const drawn = pictured(item, blank, names);
    expect(drawn.cells.length).toBe(18);
    expect(drawn.cells.every(({ note }) => note === 'left open')).toBe(true);
    expect(drawn.relations.map(({ relation }) => relation).sort()).toEqual(
      ['differs', 'differs', 'reworded', 'reworded', 'same', 'same', 'same', 'same'].sort()
    );
    expect(drawn.origins).toContainEqual({
      column: 'morning',
      origin: 'named',
      name: 'Una Pell',
      rows: ['visitors', 'stalls', 'pies', 'trees']
    });
    expect(pictured(item, best, names).cells.filter(({ note }) => note)).toEqual([]);
  });
});

describe('a number in its sentence', () => {
  it('is parted from what stands before and after it, also over two sentences', () => {
    const text = 'It rained. There were 34 stalls. They sold pies.';
    const at = (quote: string) => ({ start: text.indexOf(quote), end: text.indexOf(quote) + quote.length });
    expect(inSentence(text, at('34'))).toEqual({ before: 'There were ', words: '34', after: ' stalls.' });
    expect(inSentence(text, at('34 stalls. They'))).toEqual({
      before: 'There were ',
      words: '34 stalls. They',
      after: ' sold pies.'
    });
  });
});
