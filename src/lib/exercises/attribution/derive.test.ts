import { describe, expect, test } from 'vitest';
import type { AnnotatedSource } from '../define.ts';
import { derive } from './derive.ts';
import { annotated, selectOf } from './fixture.ts';
import type { Select } from './schema.ts';

type Annotation = AnnotatedSource['annotation'];

/** What is wrong with a selection; none where it derives. */
function wrong(select: Select, spoil?: (annotation: Annotation) => void): string[] {
  const derived = derive(select, annotated(spoil));
  if (!('problems' in derived)) return [];
  return derived.problems.map(({ code, path, detail }) => `${code} ${path.join('.')}: ${detail}`);
}

/** Why careful readers may differ on a statement: whether it is handed over. */
const contest = (id: string) => (annotation: Annotation) => {
  const statement = annotation.segments.find((segment) => segment.id === id);
  if (statement?.kind !== 'statement') throw new Error(id);
  statement.contested = {
    undecided: 'The rules do not say it.',
    readings: [
      { as: 'own-fact', reason: 'No source is named for it.' },
      { as: 'attributed-indirect', reason: 'A source before it may reach over it.' }
    ]
  };
};
/** Folds a statement away. */
const fold = (id: string) => (annotation: Annotation) => {
  const [span] = annotation.segments.find((segment) => segment.id === id)!.spans;
  annotation.folds.push({ id: 'f01', span: span!, describes: 'a clock' });
};
const few = (place: string, name: string, units: number) =>
  expect.stringMatching(
    new RegExp(`^too-few ${place}: "${name}" has ${units} uncontested units .* needs 3: merge classes`)
  );

describe('a class of fewer than three uncontested units is refused', () => {
  const sort = selectOf('sort');
  const without = (...ids: string[]) => ({
    ...sort,
    statements: sort.statements.filter((ref) => !ids.includes(ref.split('#')[1]!))
  });

  test('where statements are sorted: each class that is offered has three', () => {
    expect(wrong(sort)).toEqual([]);
    expect(wrong(without('s02'))).toEqual([few('classes', 'characterises', 2)]);
    expect(wrong(without('s02', 's03', 's04', 's06'))).toEqual([
      few('classes', 'characterises', 2),
      few('classes', 'source', 2)
    ]);
    // Merged, the two of them have enough.
    expect(wrong({ ...without('s02'), classes: ['own', 'source'] })).toEqual([]);
  });

  test('where statements are sorted: a contested one is none of them', () => {
    expect(wrong(without('s12'))).toEqual([]);
    expect(wrong(without('s10'))).toEqual([few('classes', 'states', 2)]);
    expect(wrong(sort, contest('s11'))).toEqual([few('classes', 'characterises', 2)]);
  });

  test('where stretches are marked: what is looked for has three, and so has what is not', () => {
    const mark = selectOf('mark');
    expect(wrong(mark)).toEqual([]);
    expect(wrong({ ...mark, target: 'characterises' })).toEqual([]);
    expect(wrong({ ...mark, target: 'indirect' })).toEqual([few('target', 'indirect', 2)]);
    const handedOver = (annotation: Annotation) => {
      annotation.segments = annotation.segments.filter(
        (s) => s.kind === 'cue' || (s.kind === 'statement' && (s.chain.length > 0 || s.id < 's03'))
      );
    };
    expect(wrong(mark, handedOver)).toEqual([few('target', 'not source', 2)]);
  });

  test('where stretches are marked: neither a contested one nor one in a folded passage is one of them', () => {
    const mark = { ...selectOf('mark'), target: 'characterises' as const };
    const undecided = (annotation: Annotation) => {
      contest('s07')(annotation);
      const statement = annotation.segments.find(({ id }) => id === 's07');
      if (statement?.kind === 'statement') statement.contested!.readings[0]!.as = 'own-judgement';
    };
    expect(wrong(mark, undecided)).toEqual([few('target', 'characterises', 2)]);
    expect(wrong(mark, fold('s07'))).toEqual([few('target', 'characterises', 2)]);
  });

  test('where source and cue are linked: three statements have both, and are not contested', () => {
    const link = selectOf('link');
    const three = { ...link, statements: link.statements.slice(0, 3) };
    expect(wrong(three)).toEqual([]);
    expect(wrong(three, contest('s03'))).toEqual([few('statements', 'source and cue', 2)]);
    expect(wrong(link, contest('s03'))).toEqual([]);
    expect(wrong({ ...link, statements: [...three.statements.slice(1), 'clock#s01'] })).toEqual([
      expect.stringMatching(/^no-link statements\.2: clock#s01 has no words/),
      few('statements', 'source and cue', 2)
    ]);
  });
});
