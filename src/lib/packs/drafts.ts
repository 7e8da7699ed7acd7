import { z } from 'zod';
import {
  Actor,
  Change,
  Contrast,
  Cue,
  Device,
  DeviceName,
  Figure,
  Fold,
  Furniture,
  Plain,
  Statement,
  Threads,
  Voice,
  Width
} from '../text/annotation.ts';

/**
 * Drafts: annotations as a person writes them, with quotations where the key has offsets. The head of
 * `scripts/anchor.ts` describes the format to its authors; these are the final schemas with spans turned back
 * into words, and with defaults for what may be left out.
 */

const words = z.string().min(1);
const pieces = z.union([words, z.array(words).min(1)]);
const place = { quote: words, context: words.nullish() };
const parts = { quote: pieces, context: words.nullish() };
const difficulty = Statement.shape.difficulty.default(1);
const undecided = z.string().nullish();

const StatementDraft = Statement.omit({ spans: true, voice: true, skill: true, contested: true }).extend({
  ...parts,
  label: Voice,
  chain: z
    .array(z.strictObject({ name: words, in: z.string(), source: words.nullish(), words: words.nullish() }))
    .nullish(),
  core: Statement.shape.core.default(null),
  difficulty,
  readings: z.array(z.strictObject({ label: Voice, reason: z.string() })).nullish(),
  undecided
});
const SegmentDraft = z.discriminatedUnion('kind', [
  StatementDraft,
  Cue.omit({ spans: true }).extend(parts),
  Furniture.omit({ spans: true }).extend(parts)
]);
export type SegmentDraft = z.infer<typeof SegmentDraft>;

const FigureDraft = Figure.omit({ span: true, skill: true }).extend({
  ...place,
  hedgeWords: Figure.shape.hedgeWords.default(null),
  subsetOf: Figure.shape.subsetOf.default(null),
  difficulty
});

const DeviceDraft = Device.omit({ span: true, skill: true, contested: true }).extend({
  ...place,
  kind: Device.shape.kind.default(null),
  accept: Device.shape.accept.default([]),
  swap: Device.shape.swap.default(null),
  presupposed: Device.shape.presupposed.default(null),
  comparedWith: z.array(z.strictObject({ source: z.string(), ...place })).nullish(),
  difficulty,
  readings: z
    .array(z.strictObject({ device: z.union([DeviceName, z.literal('plain')]), reason: z.string() }))
    .nullish(),
  undecided
});

const QuotationDraft = Threads.shape.quotations.element.omit({ span: true }).extend({
  ...place,
  origin: z.string().nullish(),
  originQuote: pieces.nullish(),
  originContext: pieces.nullish()
});

const PlainDraft = Plain.omit({ span: true }).extend({ ...place, swap: Plain.shape.swap.default(null) });

const ActorDraft = Actor.omit({ span: true, contested: true }).extend({
  ...place,
  difficulty,
  readings: z.array(z.strictObject({ width: Width, reason: z.string() })).nullish(),
  undecided
});

const side = z.strictObject({ source: words, ...place, differs: z.array(words).default([]) });
const ContrastDraft = Contrast.omit({ a: true, b: true, differs: true, contested: true }).extend({
  a: side,
  b: side,
  difficulty,
  readings: z.array(z.strictObject({ changes: Change, reason: z.string() })).nullish(),
  undecided
});
export type SideDraft = z.infer<typeof side>;

/** A file holds one layer, and is told by the list that it holds. */
const LAYERS = {
  segments: z.strictObject({
    source: z.string(),
    segments: z.array(SegmentDraft).min(1),
    folds: z.array(Fold.omit({ span: true }).extend(place)).default([])
  }),
  figures: z.strictObject({ source: z.string(), figures: z.array(FigureDraft) }),
  devices: z.strictObject({
    source: z.string(),
    devices: z.array(DeviceDraft),
    plain: z.array(PlainDraft).default([])
  }),
  actors: z.strictObject({ source: z.string(), actors: z.array(ActorDraft) }),
  threads: Threads.pick({ threads: true, lookalikes: true }),
  contrasts: z.strictObject({ contrasts: z.array(ContrastDraft) }),
  questions: Threads.pick({ questions: true }),
  quotations: z.strictObject({ quotations: z.array(QuotationDraft) })
};
type Layers = typeof LAYERS;

/** A draft that its schema accepts, under the name of its layer. */
export type Draft = { [L in keyof Layers]: { layer: L; draft: z.infer<Layers[L]> } }[keyof Layers];

/** @returns the draft, or what is wrong with it */
export function readDraft(value: unknown): Draft | { place: string; message: string }[] {
  const names = Object.keys(LAYERS) as (keyof Layers)[];
  const layer = names.find((name) => typeof value === 'object' && value !== null && name in value);
  if (!layer) return [{ place: 'file', message: `it has none of the lists ${names.join(', ')}` }];
  const parsed = LAYERS[layer].safeParse(value);
  if (parsed.success) return { layer, draft: parsed.data } as Draft;
  return parsed.error.issues.map(({ path, message }) => ({ place: placeOf(value, path), message }));
}

/** The path of an issue, with an entry's id in place of its position. */
function placeOf(value: unknown, path: readonly PropertyKey[]): string {
  let at = value;
  const names = path.map((key) => {
    at = (at as Record<PropertyKey, unknown> | null | undefined)?.[key];
    const id = typeof at === 'object' && at !== null && 'id' in at ? at.id : undefined;
    return typeof key === 'number' && typeof id === 'string' ? id : String(key);
  });
  return names.join('.') || 'file';
}
