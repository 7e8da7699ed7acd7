import { error } from '@sveltejs/kit';
import type { Pack, PackSource } from '../packs/load.ts';
import { align, type Alignment } from '../text/align.ts';
import type { Range } from '../text/span.ts';
import { packOf, packs, readableOf } from './packs.ts';

/** Two texts side by side. Which passages belong together is worked out from the texts, and helped by the key. */

/** The pairs of a pack's texts that anybody may read, the earlier one first. */
export function pairsOf(pack: Pack): [PackSource, PackSource][] {
  const texts = readableOf(pack);
  return texts.flatMap((a, i) => texts.slice(i + 1).map((b): [PackSource, PackSource] => [a, b]));
}

/** For `entries()`: every pair. */
export async function pairEntries(): Promise<{ pack: string; source: string; other: string }[]> {
  return (await packs()).flatMap((pack) =>
    pairsOf(pack).map(([a, b]) => ({ pack: pack.slug, source: a.id, other: b.id }))
  );
}

export async function pairOf(slug: string, source: string, other: string) {
  const pack = await packOf(slug);
  const pairs = pairsOf(pack);
  const at = pairs.findIndex(([a, b]) => a.id === source && b.id === other);
  const pair = pairs[at] ?? error(404, 'There is no such pair of texts.');
  const [a, b] = pair;
  const texts = readableOf(pack);
  const after = texts[texts.indexOf(b) + 1];
  const neighbours = texts.indexOf(b) === texts.indexOf(a) + 1;
  return {
    pack,
    a,
    b,
    alignment: alignmentOf(pack, a, b),
    next: neighbours && after ? ([b, after] as const) : null
  };
}

/** Of the key, only which passages belong together leaves the server: no reason, and nothing that is folded. */
export function alignmentOf({ threads }: Pick<Pack, 'threads'>, a: PackSource, b: PackSource): Alignment {
  const known: { a: Range; b: Range }[] = [];
  const add = (one: { source: string; range: Range }, two: { source: string; range: Range }) => {
    if (one.source === a.id && two.source === b.id) known.push({ a: one.range, b: two.range });
    if (one.source === b.id && two.source === a.id) known.push({ a: two.range, b: one.range });
  };
  for (const { in: source, span, origin } of threads.quotations)
    if (origin) {
      const start = Math.min(...origin.spans.map((each) => each.start));
      const end = Math.max(...origin.spans.map((each) => each.end));
      add({ source, range: span }, { source: origin.source, range: { start, end } });
    }
  for (const { a: one, b: two } of threads.contrasts)
    add({ source: one.source, range: one.span }, { source: two.source, range: two.span });
  // Numbers that count the same belong together, in the order in which each text has them.
  const counted = (source: PackSource, mentions: readonly string[]) =>
    source.annotation.figures
      .filter(({ id }) => mentions.includes(`${source.id}#${id}`))
      .sort((x, y) => x.span.start - y.span.start);
  for (const { mentions } of threads.threads) {
    const others = counted(b, mentions);
    counted(a, mentions).forEach(({ span }, i) => {
      const other = others[i];
      if (other) known.push({ a: span, b: other.span });
    });
  }
  const folds = ({ annotation }: PackSource) => annotation.folds.map(({ span }) => span);
  return align(a.text, b.text, known, { a: folds(a), b: folds(b) });
}
