import { tokens, tokensIn } from '../../text/tokens.ts';
import type { Samples } from '../parts/samples.ts';
import type { Answer, Item, LinkAnswer } from './schema.ts';

export const samples: Samples<Item, Answer> = { constants, drawer, worse, elsewhere };

type Stretch = { source: string; start: number; end: number; quote: string };
const cut = (item: Item, source: string, start: number, end: number): Stretch => {
  const { text } = item.passages.find((passage) => passage.source === source)!;
  return { source, start, end, quote: text.slice(start, end) };
};

type Entry = [string, LinkAnswer['links'][string]];

function constants(item: Item): Answer[] {
  if (item.mode === 'sort')
    return item.classes.map((name) => ({
      mode: 'sort',
      labels: Object.fromEntries(item.statements.map((s) => [s.id, name])),
      sure: {}
    }));
  if (item.mode === 'mark') {
    const { source, text } = item.passages[0]!;
    const all = cut(item, source, 0, text.length);
    const kinds = item.kinds ? (['direct', 'indirect', 'mixed'] as const) : [null];
    return [
      { mode: 'mark', marks: [] },
      ...kinds.map((kind): Answer => ({ mode: 'mark', marks: [{ ...all, kind }] }))
    ];
  }
  const links = item.statements.map(({ id, scope }): Entry => {
    const all = [cut(item, scope.source, scope.start, scope.end)];
    return [id, { source: all, cue: all, order: [] }];
  });
  return [
    { mode: 'link', links: {} },
    { mode: 'link', links: Object.fromEntries(links) }
  ];
}

function drawer(item: Item, random: () => number): () => Answer {
  const upTo = (n: number) => Math.floor(random() * n);
  const words = new Map(item.passages.map((passage) => [passage.source, tokens(passage.text)]));
  if (item.mode === 'sort')
    return () => ({
      mode: 'sort',
      labels: Object.fromEntries(
        item.statements.map((s) => [s.id, item.classes[upTo(item.classes.length)]!])
      ),
      sure: {}
    });
  const stretch = (source: string, from: number, to: number): Stretch => {
    const list = words.get(source)!;
    return cut(item, source, list[from]!.start, list[to]!.end);
  };
  if (item.mode === 'mark')
    return () => {
      const { source } = item.passages[0]!;
      const count = words.get(source)!.length;
      const marks = Array.from({ length: upTo(10) }, () => {
        const from = upTo(count);
        return { ...stretch(source, from, Math.min(count - 1, from + upTo(20))), kind: null };
      });
      return { mode: 'mark', marks };
    };
  const scopes = item.statements.map(({ id, scope }) => ({
    id,
    scope,
    bounds: tokensIn(words.get(scope.source)!, scope)
  }));
  return () => ({
    mode: 'link',
    links: Object.fromEntries(
      scopes.map(({ id, scope, bounds: [from, to] }) => {
        const some = () => {
          const first = from + upTo(to - from);
          return [stretch(scope.source, first, Math.min(to - 1, first + upTo(3)))];
        };
        return [id, { source: some(), cue: some(), order: [] }];
      })
    )
  });
}

function worse(item: Item, best: Answer, random: () => number): Answer[] {
  if (best.mode === 'sort')
    // Its boundaries are the statements': what can move away is a label.
    return Object.keys(best.labels).map((id) => {
      const { [id]: _, ...labels } = best.labels;
      return { ...best, labels };
    });
  const wider = <S extends Stretch>(stretch: S): S => {
    const { text } = item.passages.find((passage) => passage.source === stretch.source)!;
    const start = Math.max(0, stretch.start - Math.floor(random() * 80));
    const end = Math.min(text.length, stretch.end + Math.floor(random() * 80));
    return { ...stretch, start, end, quote: text.slice(start, end) };
  };
  return Array.from({ length: 50 }, () =>
    best.mode === 'mark'
      ? { ...best, marks: best.marks.map(wider) }
      : {
          ...best,
          links: Object.fromEntries(
            Object.entries(best.links).map(([id, link]) => [
              id,
              { ...link, source: link.source.map(wider), cue: link.cue.map(wider) }
            ])
          )
        }
  );
}

function elsewhere(item: Item, best: Answer): Answer[] {
  if (best.mode !== 'link' || item.passages.length === 1) return [];
  const other = ({ source, start, end }: Stretch): Stretch[] => {
    const passage = item.passages.find((passage) => passage.source !== source)!;
    return end <= passage.text.length ? [cut(item, passage.source, start, end)] : [];
  };
  const links = Object.entries(best.links).map(([id, link]): Entry => [
    id,
    { ...link, source: link.source.flatMap(other), cue: link.cue.flatMap(other) }
  ]);
  return [{ mode: 'link', links: Object.fromEntries(links) }];
}
