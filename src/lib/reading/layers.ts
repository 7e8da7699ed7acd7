import { z } from 'zod';
import { Device, Figure, Furniture, Id, Span, Statement } from '../text/annotation.ts';

/**
 * The layers of the reading view as files: `/keys/<pack>/layers/<source>/<layer>.json`. They are keys: each is
 * fetched when a learner who has practised its skill switches it on, and is never a part of a page or of its data.
 */

const entries = <L extends string, E extends z.ZodType>(layer: L, entry: E) =>
  z.strictObject({ layer: z.literal(layer), source: Id, version: z.string(), entries: z.array(entry) });

const Said = Statement.pick({
  id: true,
  kind: true,
  spans: true,
  voice: true,
  core: true,
  reason: true,
  contested: true
}).extend({
  /** Who speaks, outermost first, as the key names them. */
  chain: z.array(z.string())
});
export const VoiceLayer = entries('voice', z.discriminatedUnion('kind', [Said, Furniture]));
export type VoiceEntry = z.infer<typeof VoiceLayer>['entries'][number];

export const CuesLayer = entries(
  'cues',
  z.strictObject({
    /** The first statement that it hands over. */
    id: z.string(),
    /** Outermost first; the spans are where the text shows it. */
    links: z
      .array(z.strictObject({ name: z.string(), source: Span.nullable(), words: Span.nullable() }))
      .min(1),
    hands: z
      .array(
        z.strictObject({ id: z.string(), spans: z.array(Span), reason: z.string(), contested: z.boolean() })
      )
      .min(1)
  })
);
export type CueEntry = z.infer<typeof CuesLayer>['entries'][number];

/** Words of another text that anybody may read. */
const Elsewhere = z.strictObject({ source: Id, name: z.string(), quote: z.string() });

export const FiguresLayer = entries(
  'figures',
  Figure.pick({
    id: true,
    span: true,
    value: true,
    hedge: true,
    hedgeWords: true,
    unit: true,
    counted: true,
    time: true,
    attributedTo: true,
    origin: true,
    originNote: true,
    reason: true
  }).extend({
    /** What all texts that claim to count the same count, in the ledger's words. */
    row: z.string(),
    /** The same row in other texts. `null`: the key says nothing of how the two stand to each other. */
    elsewhere: z.array(Elsewhere.extend({ relation: z.enum(['same', 'reworded', 'differs']).nullable() }))
  })
);
export type FigureEntry = z.infer<typeof FiguresLayer>['entries'][number];

export const FramingLayer = entries(
  'framing',
  Device.pick({
    id: true,
    span: true,
    device: true,
    kind: true,
    owner: true,
    accept: true,
    swap: true,
    presupposed: true,
    reason: true,
    contested: true
  }).extend({ elsewhere: z.array(Elsewhere) })
);
export type FramingEntry = z.infer<typeof FramingLayer>['entries'][number];

/** What a layer's file holds. */
export const Layer = z.discriminatedUnion('layer', [VoiceLayer, CuesLayer, FiguresLayer, FramingLayer]);
export type Layer = z.infer<typeof Layer>;
export type LayerName = Layer['layer'];
export const LAYER_NAMES = ['voice', 'cues', 'figures', 'framing'] as const satisfies LayerName[];
