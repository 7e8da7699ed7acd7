import { z } from 'zod';
import { Id, Ref, type Voice } from '../../text/annotation.ts';
import { byId, Contested, Offset, Passage, Place, Range, Stretch } from '../parts/schema.ts';

/** What a learner can call a statement, and which voices of the codebook that takes together. */
export const CLASSES = {
  states: ['own-fact'],
  characterises: ['own-judgement'],
  own: ['own-fact', 'own-judgement'],
  source: ['attributed-direct', 'attributed-indirect', 'attributed-mixed'],
  direct: ['attributed-direct'],
  indirect: ['attributed-indirect'],
  mixed: ['attributed-mixed'],
  reports: ['reported-act']
} as const satisfies Record<string, readonly Voice[]>;

export const ClassName = z.enum([
  'states',
  'characterises',
  'own',
  'source',
  'direct',
  'indirect',
  'mixed',
  'reports'
]);
export type ClassName = z.infer<typeof ClassName>;

/** How a source's words are handed over. */
export const Kind = z.enum(['direct', 'indirect', 'mixed']);

/** What a learner looks for: `indirect` are the claims that the text hands over in its own words. */
export const Target = z.enum(['source', 'indirect', 'characterises', 'reports']);

export const Select = z.discriminatedUnion('mode', [
  z.strictObject({
    mode: z.literal('sort'),
    classes: z.array(ClassName).min(2),
    statements: z.array(Ref).min(6)
  }),
  z.strictObject({ mode: z.literal('mark'), target: Target, kinds: z.boolean(), source: Id }),
  z.strictObject({ mode: z.literal('link'), statements: z.array(Ref).min(3) })
]);
export type Select = z.infer<typeof Select>;

const Statement = z.strictObject({ id: Ref, places: z.array(Place).min(1) });

export const Item = z.discriminatedUnion('mode', [
  z.strictObject({
    mode: z.literal('sort'),
    passages: z.array(Passage).min(1),
    classes: z.array(ClassName),
    statements: z.array(Statement)
  }),
  z.strictObject({
    mode: z.literal('mark'),
    passages: z.array(Passage).length(1),
    target: Target,
    kinds: z.boolean()
  }),
  z.strictObject({
    mode: z.literal('link'),
    passages: z.array(Passage).min(1),
    statements: z.array(
      Statement.extend({
        /** Where source and cue are to be found. */
        scope: z.strictObject({ source: Id, start: Offset, end: Offset }),
        /** Where the chain is nested: its names in alphabetical order, to be put outermost first. */
        names: z.array(z.string())
      })
    )
  })
]);
export type Item = z.infer<typeof Item>;
export type SortItem = Extract<Item, { mode: 'sort' }>;
export type MarkItem = Extract<Item, { mode: 'mark' }>;
export type LinkItem = Extract<Item, { mode: 'link' }>;

const Unit = z.strictObject({
  id: Ref,
  places: z.array(Place),
  /** The words that show it: source and cue, where there are any. */
  shows: z.array(Place),
  reason: z.string(),
  contested: Contested
});

export const Key = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('sort'), entries: z.array(Unit.extend({ as: ClassName })) }),
  z.strictObject({
    mode: z.literal('mark'),
    /** Every statement of the text: `as` is `target`, or what else it is. */
    units: z.array(Unit.extend({ target: z.boolean(), kind: Kind.nullable(), as: ClassName })),
    cues: z.array(Place),
    /** Datelines, bylines and the like: nobody's claims. */
    furniture: z.array(z.strictObject({ id: Ref, places: z.array(Place), reason: z.string() }))
  }),
  z.strictObject({
    mode: z.literal('link'),
    entries: z.array(
      Unit.extend({
        source: Place,
        words: Place,
        /** The rest of the handing-over words: neither right nor wrong to mark. */
        rest: z.array(Range),
        order: z.array(z.string()),
        /** Whom the source reports, and so on inwards: the names of `order` after the first, where the text shows them. */
        inner: z.array(
          z.strictObject({ name: z.string(), source: Place.nullable(), words: Place.nullable() })
        )
      })
    )
  })
]);
export type Key = z.infer<typeof Key>;
export type SortKey = Extract<Key, { mode: 'sort' }>;
export type MarkKey = Extract<Key, { mode: 'mark' }>;
export type LinkKey = Extract<Key, { mode: 'link' }>;

export const SortAnswer = z.strictObject({
  mode: z.literal('sort'),
  labels: byId(ClassName),
  /** How sure the learner is of each reading, 0 to 1. */
  sure: byId(z.number().min(0).max(1))
});
export const MarkAnswer = z.strictObject({
  mode: z.literal('mark'),
  marks: z.array(Stretch.extend({ kind: Kind.nullable() })).max(5000)
});
export const LinkAnswer = z.strictObject({
  mode: z.literal('link'),
  links: byId(
    z.strictObject({
      source: z.array(Stretch).max(1000),
      cue: z.array(Stretch).max(1000),
      order: z.array(z.string()).max(20)
    })
  )
});
export const Answer = z.discriminatedUnion('mode', [SortAnswer, MarkAnswer, LinkAnswer]);
export type Answer = z.infer<typeof Answer>;
export type SortAnswer = z.infer<typeof SortAnswer>;
export type MarkAnswer = z.infer<typeof MarkAnswer>;
export type LinkAnswer = z.infer<typeof LinkAnswer>;
