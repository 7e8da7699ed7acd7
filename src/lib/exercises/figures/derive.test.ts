import { describe, expect, test } from 'vitest';
import { derive } from './derive.ts';
import { annotated, exercise, selectOf } from './fixture.ts';
import { openingOf } from './opening.ts';
import type { Select } from './schema.ts';

type Pack = ReturnType<typeof annotated>;

/** What is wrong with a ledger after its selection or its pack was changed. */
function wrong(select: (select: Select) => void, spoil: (pack: Pack) => void = () => {}) {
  const chosen = selectOf('whole');
  const pack = annotated();
  select(chosen);
  spoil(pack);
  const derived = derive(chosen, pack);
  if (!('problems' in derived)) return [];
  for (const { path, detail } of derived.problems) {
    expect(path.length).toBeGreaterThan(0);
    expect(detail.length).toBeGreaterThan(20);
  }
  return derived.problems.map(({ code, path }) => `${code} ${path.join('.')}`);
}

const nothing = () => {};
const threadOf = (pack: Pack, id: string) => pack.threads.threads.find((t) => t.id === id)!;
const figureOf = (pack: Pack, source: string, id: string) =>
  pack.sources.get(source)!.annotation.figures.find((f) => f.id === id)!;

describe('a ledger is derived', () => {
  const { item, key } = exercise('whole');

  test('with a cell for each row and text, present or absent', () => {
    expect(key.cells.length).toBe(18);
    expect(key.cells.filter(({ mentions }) => mentions.length === 0).map(({ id }) => id)).toEqual([
      'pies@evening',
      'trees@poster',
      'hours@morning',
      'years@morning'
    ]);
    for (const { mentions, reason } of key.cells)
      if (mentions.length === 0) expect(reason).toMatch(/^No number in this text counts this: /);
  });

  test('with relations between neighbours, over a text that has no such number', () => {
    expect(key.relations.map(({ id }) => id)).toContain('hours@poster~evening');
    expect(key.relations.map(({ id }) => id)).not.toContain('visitors@poster~evening');
  });

  test('with the words that hedge a number allowed at its edge', () => {
    const hedged = key.cells.flatMap(({ mentions }) => mentions.map(({ hedged }) => hedged.quote));
    expect(hedged).toEqual(expect.arrayContaining(['at least 120', 'nearly 120', 'More than 1,000']));
  });

  test('with the key’s option equally often in each place, and none of the key in the item', () => {
    expect(key.questions.map(({ right }) => right).sort()).toEqual(['a', 'b', 'c']);
    const said = JSON.stringify(item);
    for (const { reason } of [...key.relations, ...key.origins, ...key.pairs, ...key.questions])
      expect(said).not.toContain(JSON.stringify(reason).slice(1, -1));
    for (const { ask, options } of item.questions) {
      const { right } = key.questions.find(({ id }) => item.questions.find((q) => q.id === id)?.ask === ask)!;
      const file = annotated().threads.questions.find((q) => q.ask === ask)!;
      expect(options.find(({ id }) => id === right)!.text).toBe(file.options[0]!.text);
      expect(options.map(({ text }) => text).sort()).toEqual(file.options.map(({ text }) => text).sort());
    }
  });

  test('with an opening that says what its numbers stand for', () => {
    expect(openingOf([{ unit: 'people' }, { unit: 'families' }])).toBe('Each number stands for people.');
    expect(openingOf([{ unit: 'crowns' }])).toMatch(/somebody counted or measured\.$/);
    expect(item.opening).toMatch(/measured\. Some stand for people\.$/);
  });
});

describe('a ledger does not build', () => {
  test('of texts, rows, figures or questions that there are not, or twice', () => {
    expect(wrong((s) => (s.sources[0] = 'none'))).toEqual(['no-source sources.0']);
    expect(wrong((s) => (s.sources[1] = s.sources[0]!))).toContain('twice sources.1');
    expect(wrong((s) => (s.threads[5] = 'none'))).toEqual(['no-entry threads.5']);
    expect(wrong((s) => (s.threads[5] = s.threads[0]!))).toContain('twice threads.5');
    expect(wrong((s) => (s.lookalikes[0] = ['poster#f99', 'morning#f01']))).toContain(
      'no-entry lookalikes.0'
    );
    expect(wrong((s) => (s.questions[0] = 'n99'))).toContain('no-entry questions.0');
    expect(wrong((s) => (s.questions[0] = 'n02'))).toContain('twice questions.1');
  });

  test('where a class has fewer than three units, overlaps another, or takes too little', () => {
    expect(wrong((s) => (s.relations = ['same', 'reworded', 'differs']))).toEqual([
      'too-few relations',
      'too-few relations'
    ]);
    expect(wrong((s) => (s.relations = ['same']))).toContain('no-class relations');
    expect(wrong((s) => (s.relations = ['same', 'changed', 'differs']))).toContain('no-class relations');
    expect(wrong((s) => (s.relations = ['same', 'reworded']))).toContain('no-class relations');
    expect(wrong((s) => (s.origins = ['named', 'unstated']))).toContain('no-class origins');
    expect(wrong((s) => s.lookalikes.pop())).toEqual(['too-few lookalikes']);
  });

  test('where several mentions of a cell do not say the same', () => {
    const second = (pack: Pack) => {
      threadOf(pack, 'visitors').mentions.push('morning#f07');
      threadOf(pack, 'visitors').relations.push(
        { a: 'poster#f01', b: 'morning#f07', relation: 'differs', reason: 'For the test: another relation.' },
        { a: 'morning#f07', b: 'evening#f01', relation: 'differs', reason: 'For the test: another relation.' }
      );
    };
    expect(wrong((s) => (s.lookalikes = []), second)).toEqual(['mixed threads.0', 'mixed threads.0']);
  });

  test('where a relation is missing, or a number that is to match does not', () => {
    expect(wrong(nothing, (pack) => threadOf(pack, 'trees').relations.pop())).toContain('no-entry threads.3');
    expect(wrong(nothing, (pack) => (figureOf(pack, 'evening', 'f03').value = 81))).toEqual([
      'no-match threads.3'
    ]);
    expect(
      wrong(
        (s) => (s.origins = ['named', 'unnamed']),
        (pack) => (figureOf(pack, 'evening', 'f03').value = 81)
      )
    ).toEqual([]);
  });

  test('of lookalikes without a reason, of one thread and reworded, or in a text that is not shown', () => {
    expect(wrong((s) => (s.lookalikes[1] = ['poster#f03', 'evening#f05']))).toContain(
      'no-reason lookalikes.1'
    );
    expect(wrong((s) => (s.lookalikes[0] = ['poster#f03', 'morning#f03']))).toContain(
      'no-reason lookalikes.0'
    );
    expect(wrong((s) => (s.lookalikes[0] = ['poster#f02', 'morning#f02']))).toContain('twice lookalikes.2');
    const short = selectOf('short');
    const derived = derive({ ...short, lookalikes: [['poster#f01', 'morning#f01']] }, annotated());
    expect('problems' in derived && derived.problems.map(({ code }) => code)).toEqual(['unseen']);
  });

  test('of questions that cannot be balanced, or that point at what is not shown', () => {
    expect(wrong((s) => s.questions.pop())).toEqual(['uneven questions']);
    const derived = derive({ ...selectOf('short'), questions: ['n01', 'n02', 'n03'] }, annotated());
    expect('problems' in derived && derived.problems.map(({ code }) => code)).toEqual(['unseen']);
  });

  test('of anything that lies in a folded passage', () => {
    const fold = (pack: Pack) => {
      const { annotation, text } = pack.sources.get('poster')!;
      const quote = 'Bakers sold at least 120 pies.';
      const start = text.indexOf(quote);
      annotation.folds.push({
        id: 'x01',
        span: { start, end: start + quote.length, quote },
        describes: 'for the test'
      });
    };
    expect(wrong(nothing, fold)).toEqual(['folded threads.2', 'folded lookalikes.1', 'folded questions.1']);
  });
});
