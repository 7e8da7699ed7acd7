import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Scored } from '../define.ts';
import { account } from './account.ts';
import { answerOf, cases, exercise, type Name } from './fixture.ts';
import { logic } from './logic.ts';
import { CODES, needed, NOTES } from './reasons.ts';
import type { Answer } from './schema.ts';
import { CHANGE_LABELS, FINDING_LABELS, OWNER_LABELS, WIDTH_LABELS } from './words.ts';

function judged(name: Name, change: (answer: Answer) => Answer) {
  const { item, key } = exercise(name);
  const answer = change(logic.solution(item, key));
  const verdict = logic.check(item, key, answer) as Scored;
  return { verdict, ...account(item, answer, verdict) };
}

describe('needed', () => {
  it('has a sentence for every pair of readings, and none where they agree', () => {
    for (const [mode, labels] of [
      ['spot', FINDING_LABELS],
      ['swap', CHANGE_LABELS],
      ['side', CHANGE_LABELS],
      ['actors', WIDTH_LABELS]
    ] as const)
      for (const given of Object.keys(labels))
        for (const expected of Object.keys(labels))
          if (given === expected) expect(needed(mode, given, expected)).toBe('');
          else expect(needed(mode, given, expected), `${given} → ${expected}`).toMatch(/^[A-Z].{20,}\.$/s);
  });

  it('says nothing of what it does not know', () => {
    expect(needed('spot', 'naming', 'toString')).toBe('');
    expect(needed('spot', 'constructor', 'plain')).toBe('');
    expect(needed('swap', null, 'claim')).toBe('');
  });
});

describe('a verdict', () => {
  it('has words for every code and note that the checker gives', () => {
    for (const each of cases) {
      const { item, key } = exercise(each.exercise);
      const verdict = logic.check(item, key, answerOf(each));
      for (const { code, notes } of verdict.status === 'scored' ? verdict.items : []) {
        expect(CODES[code], code).toBeTruthy();
        for (const note of notes) expect(NOTES[note], note).toBeTruthy();
      }
    }
  });

  it('says of a spot how many devices and how many plain stretches were called devices', () => {
    const { told } = judged(
      'spot',
      (answer) => ({ ...answer, labels: { c01: 'device', c02: 'plain' }, owners: {} }) as Answer
    );
    expect(told.found).toBe(
      'You found 1 of 10 devices, and took 0 of 6 plain stretches for one. You did not name 1 of the devices that you found. You did not say whose choice it is for 1 of those that you found. You left 14 open.'
    );
    expect(judged('spot', (answer) => answer).told.tendency).toContain('You told the two apart each time.');
  });

  it('lists what was not asked after what was, in no score, and says what it marks besides', () => {
    const { lines, told } = judged('spot', (answer) => {
      const { text } = exercise('spot').item.passages[0]!;
      const mark = (quote: string) => {
        const start = text.indexOf(quote);
        return { source: 'mill', start, end: start + quote.length, quote, kind: null };
      };
      return { ...answer, free: [mark('so-called'), mark('40 crowns')] } as Answer;
    });
    const asides = lines.filter(({ aside }) => aside);
    expect(lines.slice(-asides.length)).toEqual(asides);
    expect(asides.map(({ quote, code, agrees }) => [quote, code, agrees])).toEqual([
      ['so-called', CODES['beside-both'], null],
      ['40 crowns', CODES['beside-yours'], null],
      ['still', CODES['beside-key'], null]
    ]);
    // No page knows by a letter what nobody was asked about.
    expect(lines.filter(({ badge }) => badge === '')).toEqual(asides);
    expect(told.found).toContain('Of what else you marked, the key marks 1.');
  });

  it('names in the text no device that could not be chosen: the list has it', () => {
    const { layered, lines } = judged('found', (answer) => answer);
    const beside = layered('both').filter(({ as }) => as === 'beside');
    expect(beside.length).toBeGreaterThan(0);
    expect(lines.filter(({ aside, keys }) => aside && keys !== '').length).toBeGreaterThanOrEqual(
      beside.length
    );
    for (const { sign, also } of beside) expect([sign, also]).toEqual(['·', undefined]);
  });

  it('gives the swap and why, a neighbour’s words, what is taken for granted, and whose it is', () => {
    const { lines } = judged('spot', (answer) => answer);
    const more = (quote: string) => lines.find((line) => line.quote === quote)!.more;
    const says = (quote: string, what: string) => more(quote).find((fact) => fact.what === what)?.says;
    expect(says('has been switched off', 'The key’s swap:')).toBe(
      '“was switched off by the board”. It changes who acts. With the swap the board acts; without it nobody does.'
    );
    expect(more('has been switched off').find(({ what }) => what === 'A neighbour text has:')).toMatchObject({
      says: '“was switched off by the board”',
      source: 'board'
    });
    expect(says('beloved', 'The key’s swap:')).toContain('leave the words out. It changes the tone.');
    expect(says('still', 'Taken for granted:')).toBe('The square was dry before.');
    expect(says('a crime', 'A term of law:')).toContain('which a court can examine');
    expect(says('shameful', 'Whose choice:')).toBe('Ina Holm’s, who speaks here.');
    expect(says('on 3 May', 'It looks like')).toBe('a loaded modifier, and is none.');
  });

  it('puts the learner’s own swap beside the key’s', () => {
    const { lines } = judged('swap', (answer) => ({ ...answer, own: { c01: ' old ' } }) as Answer);
    const facts = lines[0]!.more.map(({ what }) => what);
    expect(facts.indexOf('Your swap:')).toBe(facts.indexOf('The key’s swap:') + 1);
    expect(lines[0]!.more.find(({ what }) => what === 'Your swap:')?.says).toBe('“old”');
  });

  it('calls pairs of wordings by their matter', () => {
    const { lines } = judged('side', (answer) => answer);
    expect(lines[0]).toMatchObject({ title: 'The fountain going off' });
  });

  it('shows contested items with their readings', () => {
    const { lines } = judged('actors', (answer) => answer);
    const line = lines.find(({ quote }) => quote === 'Vandals')!;
    expect(line.readings.map(({ name }) => name)).toEqual([WIDTH_LABELS.broad.name, WIDTH_LABELS.unit.name]);
    expect(line.agrees).toBeNull();
  });

  it('draws the learner’s label, the key’s, or both with an arrow between', () => {
    const { layered } = judged('swap', (answer) => ({ ...answer, labels: { c01: 'claim' } }) as Answer);
    expect(layered('mine')[0]).toMatchObject({ sign: 'a Cl', as: 'change-claim' });
    expect(layered('key')[0]).toMatchObject({ sign: 'a T', as: 'change-tone' });
    expect(layered('both')[0]).toMatchObject({ sign: 'a Cl → T' });
  });

  it('advises on what was mixed up most, and names a lean only where there is one', () => {
    const all = (label: string) => (answer: Answer) =>
      ({
        ...answer,
        labels: Object.fromEntries(Object.keys(answer.labels).map((id) => [id, label]))
      }) as Answer;
    const { told } = judged('swap', all('tone'));
    expect(told.tendency).toBe(
      `Of your 6 readings that are not the key’s, all are “${CHANGE_LABELS.tone.name}”.`
    );
    const few = judged('swap', (answer) => ({ ...answer, labels: { c01: 'claim' } }) as Answer);
    expect(few.told.tendency).toBe('Too much is open to say how you read.');
    expect(judged('side', (answer) => answer).told.tendency).toBe('You lean to none of the readings.');
    expect(judged('actors', all('nobody')).told.next).toContain('Look next for the doer');
  });
});

it('calls no wording neutral, scolds nobody and cheers nobody', () => {
  const folder = new URL('.', import.meta.url);
  const files = readdirSync(folder).filter((name) =>
    /^(words|reasons|told|more|print)\.ts$|\.svelte$/.test(name)
  );
  expect(files.length).toBeGreaterThan(10);
  for (const name of files)
    expect(readFileSync(new URL(name, folder), 'utf8'), name).not.toMatch(
      /neutral|wrong!|great!|well done|sorry|(?<!=)[a-z]!['"<]/i
    );
});

describe('signs', () => {
  /** Words of two letters that may stand before the words of a text. */
  const WORDS = /^(am|an|as|at|be|by|do|go|he|if|in|is|it|me|my|no|of|on|or|so|to|up|us|we)$/i;
  const sets = { FINDING_LABELS, OWNER_LABELS, CHANGE_LABELS, WIDTH_LABELS };

  it.each(Object.entries(sets))(
    'of %s begin a word of the name, or several, and are no words',
    (_, labels) => {
      for (const { name, sign } of Object.values(labels)) {
        if (!/\p{L}/u.test(sign)) continue;
        const words = name.toLowerCase().split(/[^\p{L}]+/u);
        const initials = new RegExp(
          [...sign.replace('/', '')].map((letter) => `(^| )${letter}`).join('.*'),
          'i'
        );
        const begins = words.some((word) => word.startsWith(sign.toLowerCase()));
        expect(begins || initials.test(words.join(' ')), `${sign} for ${name}`).toBe(true);
        expect(sign).not.toMatch(WORDS);
      }
      const signs = Object.values(labels).map(({ sign }) => sign);
      expect(new Set(signs).size).toBe(signs.length);
    }
  );
});
