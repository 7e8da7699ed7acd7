import type { PairOfWordings } from '../exercises/lesson/context.ts';
import type { Pack } from '../packs/load.ts';
import type { Contrast, Span } from '../text/annotation.ts';

/** The contrasts that a lesson shows, by id: both wordings letter by letter, and what the key reads. */
export function pairsOf(pack: Pack, ids: readonly string[]): Record<string, PairOfWordings> {
  const names = new Map(pack.sources.map(({ id, meta }) => [id, meta.name]));
  return Object.fromEntries(
    ids.flatMap((id) => {
      const found = pack.threads.contrasts.find((contrast) => contrast.id === id);
      return found ? [[id, pairOf(found, names)]] : [];
    })
  );
}

function pairOf(contrast: Contrast, names: ReadonlyMap<string, string>): PairOfWordings {
  const { matter, differs, changes, reason, contested } = contrast;
  const side = ({ source, span }: Contrast['a'], parts: readonly Span[]) => ({
    source: { id: source, name: names.get(source) ?? source },
    pieces: piecesOf(span, parts)
  });
  return {
    matter,
    sides: [side(contrast.a, differs.a), side(contrast.b, differs.b)],
    readings: contested
      ? contested.readings.map((reading) => ({ changes: reading.as, reason: reading.reason }))
      : [{ changes, reason }]
  };
}

/** A span's text in pieces: the words in which the two part, and what they share. */
function piecesOf(span: Span, parts: readonly Span[]): { text: string; parts: boolean }[] {
  const edges = [span.start, ...parts.flatMap(({ start, end }) => [start, end]), span.end];
  const at = [...new Set(edges)].sort((a, b) => a - b);
  return at.slice(1).map((end, i) => ({
    text: span.quote.slice(at[i]! - span.start, end - span.start),
    parts: parts.some((part) => part.start < end && part.end > at[i]!)
  }));
}
