import { describe, expect, it } from 'vitest';
import { detection } from '../../scoring/detection.ts';
import type { Scored, VerdictItem } from '../define.ts';
import { leftOpen, sureness } from '../parts/account.ts';
import { layered } from './layers.ts';
import { lines } from './lines.ts';
import { CODES, needed, NOTES, noteWords } from './reasons.ts';
import type { Answer, Item } from './schema.ts';
import { told } from './told.ts';
import { short, sureness as sures } from '../parts/words.ts';
import { ROLES } from '../parts/labels.ts';
import { LABELS } from './words.ts';

const text = 'It rained. It was grim. “We left,” she said. He said it was late.';
const place = (quote: string) => ({
  source: 's',
  start: text.indexOf(quote),
  end: text.indexOf(quote) + quote.length,
  quote
});
const passages = [{ source: 's', text, primary: false, folds: [] }];
const sort: Item = {
  mode: 'sort',
  passages,
  classes: ['states', 'characterises', 'source'],
  statements: ['It rained.', 'It was grim.', '“We left,”'].map((quote, i) => ({
    id: `s#s${i}`,
    places: [place(quote)]
  }))
};
const sorted: Answer = { mode: 'sort', labels: {}, sure: {} };
const mark: Item = { mode: 'mark', passages, target: 'source', kinds: false };

const item = (over: Partial<VerdictItem>): VerdictItem => ({
  id: 's#s0',
  code: 'right',
  scored: true,
  given: 'states',
  expected: 'states',
  notes: [],
  yours: [],
  key: [place('It rained.')],
  shows: [],
  reason: 'A reason of one sentence.',
  contested: null,
  ...over
});
const verdict = (items: VerdictItem[], over: Partial<Scored> = {}): Scored => ({
  status: 'scored',
  score: 0.5,
  parts: { finding: null, label: 0.5, boundary: null },
  answered: { given: items.length, of: items.length },
  detection: null,
  calibration: null,
  compare: null,
  items,
  ...over
});
describe('needed', () => {
  it('has a sentence for every pair of readings, and none where they agree', () => {
    const names = Object.keys(LABELS);
    for (const given of [...names, null])
      for (const expected of [...names, 'furniture']) {
        const sentence = needed(given, expected);
        if (given === expected || (given === null && expected === 'furniture')) expect(sentence).toBe('');
        else expect(sentence, `${given} → ${expected}`).toMatch(/^[A-Z].{20,}\.$/s);
      }
  });

  it('says nothing of what it does not know', () => {
    expect(needed('states', 'toString')).toBe('');
    expect(needed('constructor', 'states')).toBe('');
    expect(needed('states', null)).toBe('');
  });
});

describe('a note', () => {
  it('names who was marked in a chain, and who reports them', () => {
    expect(noteWords('source-inner', ['the surveyor', 'the council'])).toMatch(
      /^You marked the inner speaker: the surveyor is whom the council reports\./
    );
    expect(noteWords('cue-inner', ['the surveyor', 'the council'])).toContain(
      'it hands over to the surveyor, whom the council reports'
    );
    expect(noteWords('source-exact')).toBeNull();
    expect(noteWords('toString')).toBeNull();
  });
});

describe('leftOpen', () => {
  const open = item({ code: 'unanswered', given: null });

  it('holds a number back from a third of open items on', () => {
    expect(leftOpen(verdict([open, item({}), item({})]))).toEqual({ open: 1, of: 3 });
    expect(leftOpen(verdict([open, item({}), item({}), item({})]))).toBeNull();
    expect(leftOpen(verdict([open, open]))).toEqual({ open: 2, of: 2 });
  });

  it('counts scored items only, and takes what was not marked for an answer', () => {
    const contested = item({
      code: 'contested',
      scored: false,
      contested: { undecided: 'Both.', readings: [] }
    });
    expect(leftOpen(verdict([open, item({}), item({}), contested]))).toEqual({ open: 1, of: 3 });
    expect(leftOpen(verdict([item({ code: 'missed', given: null })]))).toBeNull();
    expect(leftOpen(verdict([]))).toBeNull();
  });
});

describe('told', () => {
  const perfect = verdict([item({}), item({ expected: 'source', given: 'source' })], {
    detection: detection('source', 3, 3, 0, 20)
  });

  it('names no lean where there is no error, whatever the numbers say', () => {
    expect(told(sort, perfect).tendency).toBe('You told the two apart each time.');
  });

  it('says of how many it speaks where some are open, and nothing where a third is', () => {
    const open = item({ code: 'unanswered', given: null });
    const some = [...Array.from({ length: 10 }, () => item({})), open];
    const found = { detection: detection('source', 4, 4, 0, 6) };
    expect(told(sort, verdict(some, found)).tendency).toBe(
      'You told the two apart each time in the 10 that you answered.'
    );
    expect(told(sort, verdict([...some, open, open, open, open], found)).tendency).toBe(
      'Too much is open to say how you read.'
    );
  });

  it('says how sure somebody was only from eight readings on, and where it says how they read', () => {
    const of = (items: number) => ({ items, brier: 0.1, meanSure: 0.9, shareRight: 0.9 });
    const open = item({ code: 'unanswered', given: null });
    expect(sureness(verdict([item({})], { calibration: of(7) }))).toBeNull();
    expect(sureness(verdict([item({})], { calibration: of(8) }))).toEqual(of(8));
    expect(sureness(verdict([item({}), open], { calibration: of(8) }))).toBeNull();
  });

  it('says the lean and how well two kinds are told apart, in the words of what was looked for', () => {
    const { tendency } = told(
      sort,
      verdict([item({})], { detection: detection('characterises', 5, 5, 4, 6) })
    );
    expect(tendency).toBe(
      'You sometimes tell a judgement from a plain statement. You call a statement a judgement too often.'
    );
  });

  it('says nothing of a lean where fewer than three of a kind were answered', () => {
    for (const [hits, signals, falseAlarms, noise] of [
      [0, 0, 0, 4],
      [2, 2, 0, 4],
      [4, 4, 1, 2]
    ] as const) {
      const { tendency } = told(
        sort,
        verdict([item({})], { detection: detection('source', hits, signals, falseAlarms, noise) })
      );
      expect(tendency).toBe('Your answers hold too few of one of the two kinds to say how you read.');
    }
  });

  it('counts what was read, and what was left open', () => {
    const items = [
      item({}),
      item({ code: 'unanswered', given: null }),
      item({ code: 'contested', scored: false, expected: null })
    ];
    expect(told(sort, verdict(items)).found).toBe(
      'You read 1 of 2 statements as the key does. You left 1 open.'
    );
  });

  it('advises on the commonest confusion', () => {
    const over = item({ code: 'other-reading', given: 'source', expected: 'states' });
    const under = item({ code: 'other-reading', given: 'states', expected: 'source' });
    expect(told(sort, verdict([over, over, under])).next).toContain('how far a cue reaches');
    expect(told(sort, verdict([over, under, under])).next).toContain('the words that hand over');
  });

  it('counts finds and marks too many', () => {
    const items = [
      item({ code: 'found', given: 'source', expected: 'source' }),
      item({ code: 'missed', given: null, expected: 'source' }),
      item({ code: 'extra', given: 'source', expected: 'states' })
    ];
    expect(told(mark, verdict(items)).found).toBe(
      'You found 1 of the 2 statements that the text hands to a source, and marked one that the key does not.'
    );
  });

  it('says how many were found in part beside those that were found', () => {
    const items = [
      item({ code: 'partly', given: 'source', expected: 'source' }),
      item({ code: 'missed', given: null, expected: 'source' })
    ];
    expect(told(mark, verdict(items)).found).toBe(
      'You found 0 of the 2 statements that the text hands to a source, and 1 in part.'
    );
  });

  it('never scolds and never cheers', () => {
    const all = [perfect, verdict([]), verdict([item({ code: 'missed', given: null, expected: 'source' })])];
    for (const each of all)
      for (const one of Object.values(told(sort, each)))
        expect(one).not.toMatch(/wrong|great|well done|sorry|!/i);
  });
});

describe('lines', () => {
  it('stand in the order of the text, with words for every code and note', () => {
    const items = [item({ id: 's#s1', key: [place('It was grim.')] }), item({})];
    expect(lines(sort, sorted, verdict(items)).map((line) => line.quote)).toEqual([
      'It rained.',
      'It was grim.'
    ]);
    for (const code of [
      'right',
      'other-reading',
      'unanswered',
      'contested',
      'found',
      'partly',
      'missed',
      'extra'
    ])
      expect(CODES).toHaveProperty(code);
    for (const note of [
      'short',
      'wide',
      'with-cue',
      'other-kind',
      'order-right',
      'order-other',
      'order-missed'
    ])
      expect(NOTES[note]).toBeTruthy();
    for (const role of ['source', 'cue'])
      for (const how of ['exact', 'partly', 'missed', 'elsewhere'])
        expect(NOTES).toHaveProperty(`${role}-${how}`);
  });

  it('names a mark by what the learner marked where the key has nothing', () => {
    const [line] = lines(
      mark,
      { mode: 'mark', marks: [] },
      verdict([
        item({ code: 'extra', expected: 'furniture', key: [], yours: [place('It rained.')], given: 'source' })
      ])
    );
    expect(line).toMatchObject({
      quote: 'It rained.',
      keys: 'not a claim',
      needed: '',
      agrees: false
    });
  });

  it('says what another reading would have needed, and nothing of what was left open', () => {
    const off = { given: 'source', expected: 'states' };
    const [read, open] = lines(
      sort,
      sorted,
      verdict([
        item({ ...off, code: 'other-reading' }),
        item({ ...off, code: 'unanswered', given: null, key: [place('It was grim.')] })
      ])
    );
    expect(read!.needed).toMatch(/^To be handed to a source/);
    expect(open).toMatchObject({ yours: 'left open', needed: '' });
  });
});

describe('layered', () => {
  const answer: Answer = { mode: 'sort', labels: { 's#s0': 'source' }, sure: {} };
  const rows = lines(
    sort,
    sorted,
    verdict([item({ code: 'other-reading', given: 'source', yours: [place('It rained.')] })])
  );

  it('shows one reading a layer, and both where they part', () => {
    expect(layered(sort, answer, rows, 'mine')).toMatchObject([{ as: 'source', sign: 'a H' }]);
    expect(layered(sort, answer, rows, 'key')).toMatchObject([{ as: 'states', sign: 'a S' }]);
    expect(layered(sort, answer, rows, 'both')).toMatchObject([
      { as: 'states', sign: 'a H → S', class: 'as-states key differs' }
    ]);
  });

  it('tells a mark that the key does not have from a find, where both are shown', () => {
    const marked = (code: string, expected: string, key: string[]) =>
      item({ code, given: 'source', expected, key: key.map(place), yours: [place('“We left,”')] });
    const signsOf = (one: VerdictItem, layer: 'mine' | 'both') => {
      const rows = lines(mark, { mode: 'mark', marks: [] }, verdict([one]));
      return layered(mark, { mode: 'mark', marks: [] }, rows, layer).map(({ sign }) => sign);
    };
    const extra = marked('extra', 'states', ['It rained.']);
    expect(signsOf(extra, 'both')).toEqual(['a H ≠']);
    expect(signsOf(extra, 'mine')).toEqual(['a H']);
    expect(signsOf(marked('found', 'source', ['“We left,”']), 'both')).toEqual(['a H', '']);
  });
});

describe('signs', () => {
  it('are first letters of what the label is called, or marks of quotation, and never stand for two things', () => {
    for (const { name, sign } of Object.values(LABELS))
      if (/\p{L}/u.test(sign)) expect(name.startsWith(sign), `${sign} for ${name}`).toBe(true);
    const all = [...Object.values(LABELS), ...Object.values(ROLES)].map(({ sign }) => sign);
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('sureness', () => {
  it('gives a guess the chance it has, and spaces the rest evenly above it', () => {
    expect(sures(2).map((s) => s.value)).toEqual([0.5, 0.65, 0.8, 0.95]);
    expect(sures(3).map((s) => s.value)).toEqual([0.33, 0.54, 0.74, 0.95]);
    expect(sures(5).map((s) => s.value)).toEqual([0.2, 0.45, 0.7, 0.95]);
  });
});

describe('short', () => {
  it('keeps the beginning of a long quotation, in whole words', () => {
    const long =
      'the international community has yet to establish a political and legal assessment of this act';
    expect(short(long, 40)).toBe('the international community has yet to …');
    expect(short('as it is')).toBe('as it is');
  });
});
