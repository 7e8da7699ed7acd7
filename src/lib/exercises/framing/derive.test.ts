import { describe, expect, test } from 'vitest';
import type { Annotated } from '../define.ts';
import { derive } from './derive.ts';
import { annotated, exercise, NAMES, selects } from './fixture.ts';
import type { Select } from './schema.ts';

const codesOf = (select: Select, pack: Annotated = annotated) => {
  const derived = derive(select, pack);
  return 'problems' in derived ? derived.problems.map(({ code, path }) => `${code} ${path.join('.')}`) : [];
};
const spot = selects.spot as Extract<Select, { mode: 'spot' }>;
const { candidates } = spot;

describe('an item', () => {
  test('gives nothing of the key away: its ids are numbers in the order of the texts', () => {
    for (const name of NAMES) {
      const { item } = exercise(name);
      expect(item.asked.map(({ id }) => id)).toEqual(
        item.asked.map((_, i) => `c${String(i + 1).padStart(2, '0')}`)
      );
      expect(JSON.stringify(item)).not.toMatch(/#[dpak]\d/);
    }
  });

  test('is the same in whichever order the selection names its candidates', () => {
    const turned = derive({ ...spot, candidates: [...candidates].reverse() }, annotated);
    expect('item' in turned && turned.item).toEqual(exercise('spot').item);
  });

  test('leaves the devices that are not asked about to the key', () => {
    const { item, key } = exercise('spot');
    const others = key.mode === 'spot' ? key.others.map(({ ref }) => ref) : [];
    expect(others).toEqual(['mill#d11', 'mill#d12']);
    expect(JSON.stringify(item.asked)).not.toContain('so-called');
  });
});

describe('a selection does not build', () => {
  const without = (...ids: string[]) => candidates.filter((ref) => !ids.includes(ref.split('#')[1]!));

  test('with an entry that does not exist, or one named twice', () => {
    expect(codesOf({ ...spot, candidates: [...candidates, 'mill#d99', 'mill#d01'] })).toEqual([
      'no-entry candidates.17',
      'twice candidates.18'
    ]);
  });

  test('with fewer than three plain stretches, devices of a class, or devices of an owner', () => {
    expect(codesOf({ ...spot, candidates: without('p01', 'p02', 'p03', 'p04') })).toEqual([
      'too-few candidates'
    ]);
    expect(codesOf({ ...spot, candidates: without('d03') })).toEqual(['too-few devices']);
    expect(codesOf({ ...spot, devices: [], candidates: without('d06', 'd07') })).toEqual(['too-few owners']);
  });

  test('where careful readers may take too many devices of a class for another', () => {
    // “Vandals” may be a presupposition: it is no third naming.
    expect(codesOf({ ...spot, candidates: without('d07') })).toEqual(['too-few devices']);
  });

  test('with a device that no class takes, or one class alone', () => {
    expect(codesOf({ ...spot, devices: ['naming', 'loaded-modifier'] })).toEqual([
      'no-class candidates.1',
      'no-class candidates.4',
      'no-class candidates.9'
    ]);
    expect(codesOf({ ...spot, owners: ['outlet'] })).toEqual(['one-class owners']);
  });

  test('with candidates that overlap, or that lie in a folded passage', () => {
    const mill = annotated.sources.get('mill')!;
    const longer = structuredClone(mill);
    const { span } = longer.annotation.devices[8]!;
    longer.annotation.plain[4]!.span = { ...span, end: span.end + 7, quote: `${span.quote} repair` };
    longer.annotation.folds = [{ id: 'f01', span: mill.annotation.devices[0]!.span, describes: 'a test' }];
    const pack = { ...annotated, sources: new Map([...annotated.sources, ['mill', longer]]) };
    expect(codesOf(spot, pack)).toEqual(['folded candidates.0', 'overlap candidates.15']);
  });

  test('with a stretch that has no swap, or a change that is not offered', () => {
    const swap = selects.swap as Extract<Select, { mode: 'swap' }>;
    expect(codesOf({ ...swap, stretches: [...swap.stretches, 'mill#p01', 'mill#d02'] })).toEqual([
      'no-class stretches.11',
      'no-swap stretches.10'
    ]);
  });

  test('with contrasts or actors that are unknown, or whose class has too few', () => {
    const side = selects.side as Extract<Select, { mode: 'side' }>;
    expect(codesOf({ ...side, contrasts: [...side.contrasts.slice(1), 'k99'] })).toEqual([
      'no-entry contrasts.9',
      'too-few changes'
    ]);
    const actors = selects.actors as Extract<Select, { mode: 'actors' }>;
    expect(codesOf({ ...actors, widths: ['unit', 'institution', 'people', 'nobody'] })).toEqual([
      'no-class actors.12',
      'too-few widths'
    ]);
  });
});
