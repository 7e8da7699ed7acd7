import { error } from '@sveltejs/kit';
import type { Pack, PackSource } from '../packs/load.ts';
import type { CueEntry, FigureEntry, FramingEntry, Layer, LayerName, VoiceEntry } from '../reading/layers.ts';
import { LAYER_NAMES } from '../reading/layers.ts';
import type { Figure, Statement } from '../text/annotation.ts';
import { shared, type Range } from '../text/span.ts';
import { packOf, packs, readableOf } from './packs.ts';

/** The layers of the reading view. They are keys, and leave by the door of the keys: a file for each text and layer. */

/** For `entries()`: every layer of every text that anybody may read. */
export async function layerEntries(): Promise<{ pack: string; source: string; layer: string }[]> {
  return (await packs()).flatMap((pack) =>
    readableOf(pack).flatMap(({ id }) => LAYER_NAMES.map((layer) => ({ pack: pack.slug, source: id, layer })))
  );
}

/** A layer of a text; 404 for one that only reserved exercises use, as for one that does not exist. */
export async function layerOf(packSlug: string, sourceId: string, name: string): Promise<Layer> {
  const pack = await packOf(packSlug);
  const source = readableOf(pack).find(({ id }) => id === sourceId) ?? error(404, 'There is no such text.');
  const layer = LAYER_NAMES.find((known) => known === name) ?? error(404, 'There is no such layer.');
  return makeLayer(pack, source, layer);
}

/** Makes a layer. What lies in a folded passage, and what only reserved exercises ask, is left out. */
export function makeLayer(pack: Pack, source: PackSource, layer: LayerName): Layer {
  const head = { source: source.id, version: pack.version.slice(0, 12) };
  if (layer === 'voice') return { layer, ...head, entries: voices(pack, source) };
  if (layer === 'cues') return { layer, ...head, entries: cues(pack, source) };
  if (layer === 'figures') return { layer, ...head, entries: figures(pack, source) };
  return { layer, ...head, entries: framing(pack, source) };
}

/**
 * Whether an entry may be shown: reserved exercises alone do not ask for it, by its id, by its thread's, or with its
 * whole text.
 */
export function isShown(pack: Pack, ref: string, thread?: string): boolean {
  const asked = (access: 'open' | 'reserved', names: readonly (string | undefined)[]) =>
    pack.exercises.some(
      (exercise) => exercise.access === access && exercise.selects.some((name) => names.includes(name))
    );
  return asked('open', [ref, thread]) || !asked('reserved', [ref, thread, ref.split('#')[0]]);
}

const unfolded =
  ({ annotation: { folds } }: PackSource) =>
  (span: Range) =>
    folds.every((fold) => shared(fold.span, span) === 0);

function voices(pack: Pack, source: PackSource): VoiceEntry[] {
  return source.annotation.segments.flatMap((segment): VoiceEntry[] => {
    if (segment.kind === 'cue' || !isShown(pack, `${source.id}#${segment.id}`)) return [];
    const spans = segment.spans.filter(unfolded(source));
    if (spans.length === 0) return [];
    if (segment.kind === 'furniture') return [{ ...segment, spans }];
    const { id, kind, voice, core, reason, contested, chain } = segment;
    return [{ id, kind, spans, voice, core, reason, contested, chain: chain.map(({ name }) => name) }];
  });
}

/** Statements that the same words hand over, together. */
function cues(pack: Pack, source: PackSource): CueEntry[] {
  const open = unfolded(source);
  const entries = new Map<string, CueEntry>();
  const handed = source.annotation.segments.filter(
    (segment): segment is Statement =>
      segment.kind === 'statement' && segment.chain.length > 0 && isShown(pack, `${source.id}#${segment.id}`)
  );
  for (const { id, chain, spans, reason, contested } of handed) {
    const shown = { id, spans: spans.filter(open), reason, contested: contested !== null };
    if (shown.spans.length === 0) continue;
    const links = chain.map(({ name, source: speaker, words }) => ({
      name,
      source: speaker && open(speaker) ? speaker : null,
      words: words && open(words) ? words : null
    }));
    const same = JSON.stringify(links);
    const entry = entries.get(same);
    if (entry) entry.hands.push(shown);
    else entries.set(same, { id, links, hands: [shown] });
  }
  return [...entries.values()];
}

function figures(pack: Pack, source: PackSource): FigureEntry[] {
  const readable = new Map(readableOf(pack).map((text) => [text.id, text]));
  return source.annotation.figures
    .filter(({ id, span, thread }) => unfolded(source)(span) && isShown(pack, `${source.id}#${id}`, thread))
    .map((figure) => {
      const { id, span, value, hedge, hedgeWords, unit, counted, time, attributedTo, origin } = figure;
      const thread = pack.threads.threads.find((thread) => thread.id === figure.thread);
      const ref = `${source.id}#${id}`;
      const elsewhere = (thread?.mentions ?? []).flatMap((other) => {
        const [otherSource = '', otherId] = other.split('#');
        const text = readable.get(otherSource);
        const found = text?.annotation.figures.find((each): each is Figure => each.id === otherId);
        if (!text || !found || otherSource === source.id || !unfolded(text)(found.span)) return [];
        if (!isShown(pack, other, figure.thread)) return [];
        const relation = thread?.relations.find(
          ({ a, b }) => (a === ref && b === other) || (a === other && b === ref)
        );
        return [
          {
            source: text.id,
            name: text.meta.name,
            quote: found.span.quote,
            relation: relation?.relation ?? null
          }
        ];
      });
      const { originNote, reason } = figure;
      const row = thread?.counted ?? counted;
      return {
        ...{ id, span, value, hedge, hedgeWords, unit, counted, time, attributedTo, origin, originNote },
        ...{ reason, row, elsewhere }
      };
    });
}

function framing(pack: Pack, source: PackSource): FramingEntry[] {
  const readable = new Map(readableOf(pack).map((text) => [text.id, text]));
  return source.annotation.devices
    .filter(({ id, span }) => unfolded(source)(span) && isShown(pack, `${source.id}#${id}`))
    .map(({ id, span, device, kind, owner, accept, swap, presupposed, reason, contested, comparedWith }) => {
      const elsewhere = comparedWith.flatMap((other) => {
        const text = readable.get(other.source);
        if (!text || !unfolded(text)(other.span)) return [];
        return [{ source: text.id, name: text.meta.name, quote: other.span.quote }];
      });
      return { id, span, device, kind, owner, accept, swap, presupposed, reason, contested, elsewhere };
    });
}
