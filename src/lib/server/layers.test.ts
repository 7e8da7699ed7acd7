import { describe, expect, test } from 'vitest';
import type { Pack } from '../packs/load.ts';
import { Layer, LAYER_NAMES } from '../reading/layers.ts';
import { marksOf } from '../reading/marks.ts';
import { LedgerFile, NamingFile } from '../reading/overview.ts';
import { shared } from '../text/span.ts';
import { alignmentOf, pairsOf } from './compare.ts';
import { isShown, layerEntries, layerOf, makeLayer } from './layers.ts';
import { ledgerOf, namingOf, pictureOf, picturesOf } from './overview.ts';
import { packs, readableOf } from './packs.ts';

const all = await packs();
const texts = all.flatMap((pack) => readableOf(pack).map((source) => ({ pack, source })));
const hidden = all.flatMap((pack) =>
  pack.sources.filter((source) => !readableOf(pack).includes(source)).map((source) => ({ pack, source }))
);
const status = async (asked: Promise<unknown>) =>
  asked.then(
    () => 200,
    (error: { status: number }) => error.status
  );

describe('a layer of a text', () => {
  test('is a file of its own, for each text that anybody may read and for no other', async () => {
    const names = (await layerEntries()).map(({ pack, source, layer }) => `${pack}/${source}/${layer}`);
    expect(names).toHaveLength(texts.length * LAYER_NAMES.length);
    expect(hidden.length).toBeGreaterThan(0);
    for (const { pack, source } of hidden)
      for (const layer of LAYER_NAMES) {
        expect(names).not.toContain(`${pack.slug}/${source.id}/${layer}`);
        expect(await status(layerOf(pack.slug, source.id, layer))).toBe(404);
      }
    expect(await status(layerOf('warm-up', 'careful', 'voice'))).toBe(200);
    expect(await status(layerOf('warm-up', 'careful', 'everything'))).toBe(404);
  });

  test.each(texts.map(({ pack, source }) => [`${pack.slug}/${source.id}`, pack, source] as const))(
    'fits its schema, marks only what stands in the text, and nothing that is folded: %s',
    (_, pack, source) => {
      for (const name of LAYER_NAMES) {
        const layer = Layer.parse(makeLayer(pack, source, name));
        for (const { start, end, entries } of marksOf(layer)) {
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(source.text.length);
          expect(layer.entries.map(({ id }) => id)).toEqual(expect.arrayContaining(entries));
          for (const fold of source.annotation.folds) expect(shared(fold.span, { start, end })).toBe(0);
        }
        // Every entry can be come to in the text, or says where it is: cues may be named elsewhere.
        const drawn = new Set(marksOf(layer).flatMap(({ entries }) => entries));
        if (name !== 'cues') expect(layer.entries.filter(({ id }) => !drawn.has(id))).toEqual([]);
      }
    }
  );

  test('of voice holds every statement and all furniture of a text', () => {
    for (const { pack, source } of texts.filter(({ source }) => source.annotation.folds.length === 0)) {
      const { entries } = makeLayer(pack, source, 'voice');
      const parts = source.annotation.segments.filter(({ kind }) => kind !== 'cue');
      expect(entries.map(({ id }) => id)).toEqual(parts.map(({ id }) => id));
    }
  });

  test('names no text that is kept for classes, and quotes none', () => {
    for (const { pack, source } of texts)
      for (const name of LAYER_NAMES) {
        const written = JSON.stringify(makeLayer(pack, source, name));
        for (const { source: other } of hidden.filter((each) => each.pack === pack))
          expect(written).not.toContain(other.meta.name);
      }
  });
});

describe('an entry that reserved exercises alone ask for', () => {
  const pack = { exercises: [] as Partial<Pack['exercises'][number]>[] };
  const asked = (access: 'open' | 'reserved', ...selects: string[]) => {
    pack.exercises.push({ access, selects });
    return pack as Pack;
  };

  test('is in no layer, by its id or by its thread, until an open one asks for it as well', () => {
    expect(isShown(pack as Pack, 'echo#s01')).toBe(true);
    asked('reserved', 'echo#s01', 'eggs');
    expect(isShown(pack as Pack, 'echo#s01')).toBe(false);
    expect(isShown(pack as Pack, 'echo#f01', 'eggs')).toBe(false);
    expect(isShown(pack as Pack, 'echo#f02', 'geese')).toBe(true);
    asked('open', 'echo#s01');
    expect(isShown(pack as Pack, 'echo#s01')).toBe(true);
  });

  test('is in no layer where they ask about its whole text, though an open one shows that text', () => {
    asked('reserved', 'gazette');
    asked('open', 'gazette', 'eggs');
    expect(isShown(pack as Pack, 'gazette#s01')).toBe(false);
    expect(isShown(pack as Pack, 'gazette#f01', 'eggs')).toBe(true);
    asked('open', 'gazette#s01');
    expect(isShown(pack as Pack, 'gazette#s01')).toBe(true);
  });

  test('is named in no other text’s layer either', () => {
    const warm = all.find(({ slug }) => slug === 'warm-up')!;
    const figureOf = (hides: string[]) => {
      const exercises = [
        ...warm.exercises.map((exercise) => ({ ...exercise, selects: [] })),
        { ...warm.exercises[0]!, access: 'reserved' as const, selects: hides }
      ];
      const source = warm.sources.find(({ id }) => id === 'careful')!;
      return makeLayer({ ...warm, exercises }, source, 'figures').entries.flatMap((entry) =>
        'elsewhere' in entry ? entry.elsewhere.map(({ source }) => source) : []
      );
    };
    const shown = figureOf([]);
    const [other] = shown;
    const refs = warm.sources
      .find(({ id }) => id === other)!
      .annotation.figures.map(({ id }) => `${other}#${id}`);
    expect(figureOf(refs)).toEqual(shown.filter((source) => source !== other));
  });
});

describe('a picture of a pack', () => {
  test('fits its schema, and holds texts that anybody may read alone', async () => {
    for (const pack of all) {
      const ids = readableOf(pack).map(({ id }) => id);
      const { shared: ledger, single } = LedgerFile.parse(ledgerOf(pack));
      expect(ledger.columns.map(({ id }) => id)).toEqual(ids);
      for (const { source } of single) expect(ids).toContain(source);
      for (const { column } of [...ledger.cells, ...ledger.origins]) expect(ids).toContain(column);
      for (const { uses } of NamingFile.parse(namingOf(pack)).words)
        for (const { source } of uses) expect(ids).toContain(source);
      for (const name of picturesOf(pack)) expect(await status(pictureOf(pack.slug, name))).toBe(200);
    }
    expect(await status(pictureOf('warm-up', 'portrait'))).toBe(404);
  });

  test('of numbers relates only cells that have one', () => {
    for (const pack of all) {
      const { cells, relations } = ledgerOf(pack).shared;
      const has = (row: string, column: string) =>
        cells.some((cell) => cell.row === row && cell.column === column && cell.words !== null);
      expect(relations.length).toBeGreaterThan(3);
      for (const { row, from, to } of relations) expect([has(row, from), has(row, to)]).toEqual([true, true]);
    }
  });

  test('of words counts each naming that the pack lists once', () => {
    for (const pack of all) {
      const listed = (pack.meta.event?.words ?? []).flatMap(({ namings }) => namings);
      const counted = namingOf(pack).words.flatMap(({ uses }) => uses.flatMap(({ quotes }) => quotes));
      expect(counted).toHaveLength(listed.length);
    }
  });
});

test('two texts side by side carry no word of the key', () => {
  for (const pack of all)
    for (const [a, b] of pairsOf(pack)) {
      const alignment = alignmentOf(pack, a, b);
      expect(alignment.matches.length, `${a.id} ${b.id}`).toBeGreaterThan(0);
      expect(JSON.stringify(alignment)).toMatch(/^[{}[\]",:0-9a-z]*$/);
      expect(JSON.stringify(alignment)).not.toContain('reason');
    }
});
