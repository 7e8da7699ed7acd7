import { z } from 'zod';
import { Id, Ref } from '../../text/annotation.ts';
import { OPTIONS, PAIR_CLASSES } from './classes.ts';
import { byId, Contested, Passage, Place, Stretch } from '../parts/schema.ts';

/**
 * The ledger: what is counted (rows, threads of the codebook) in which text (columns). A learner fills its cells from
 * the texts, relates neighbours, tells lookalikes apart, says where numbers are from, and what follows.
 */

/** How two mentions of a row stand to each other; `changed` takes reworded and differing ones together. */
export const RELATIONS = {
  same: ['same'],
  reworded: ['reworded'],
  differs: ['differs'],
  changed: ['reworded', 'differs']
} as const;
export const RelationClass = z.enum(['same', 'reworded', 'differs', 'changed']);
export type RelationClass = z.infer<typeof RelationClass>;

/** Where a number is from, as its text tells it; `unnamed` takes both unstated ones together. */
export const ORIGINS = {
  named: ['named'],
  unstated: ['unstated'],
  matching: ['unstated-matches'],
  unnamed: ['unstated', 'unstated-matches']
} as const;
export const OriginClass = z.enum(['named', 'unstated', 'matching', 'unnamed']);
export type OriginClass = z.infer<typeof OriginClass>;

/** Whether two figures count the same thing. */
export const PairClass = z.enum(PAIR_CLASSES);
export type PairClass = z.infer<typeof PairClass>;

/** The options of a question, by where they stand on the page. */
export const Option = z.enum(OPTIONS);
export type Option = z.infer<typeof Option>;

export const Select = z.strictObject({
  mode: z.literal('ledger'),
  /** What stands over the table; where it is left out, the units of what is counted decide. */
  opening: z.string().trim().min(1).optional(),
  /** The texts, in the order of the columns. */
  sources: z.array(Id).min(2).max(4),
  /** The rows. */
  threads: z.array(Id).min(4).max(7),
  /** The classes offered; empty where it is not asked. */
  relations: z.array(RelationClass),
  origins: z.array(OriginClass),
  /** Pairs of figures, some of one thread and some of two; empty where it is not asked. */
  lookalikes: z.array(z.tuple([Ref, Ref])),
  questions: z.array(z.string())
});
export type Select = z.infer<typeof Select>;

export const Item = z.strictObject({
  mode: z.literal('ledger'),
  opening: z.string(),
  /** One a column, in their order. */
  passages: z.array(Passage).min(2),
  rows: z.array(z.strictObject({ id: Id, counted: z.string() })).min(1),
  relations: z.array(RelationClass),
  origins: z.array(OriginClass),
  pairs: z.array(z.strictObject({ id: z.string(), a: Place, b: Place })),
  questions: z.array(
    z.strictObject({
      id: z.string(),
      ask: z.string(),
      options: z.array(z.strictObject({ id: Option, text: z.string() })).length(3)
    })
  )
});
export type Item = z.infer<typeof Item>;

/** What every entry of a key says; figures are not contested. */
const Entry = z.strictObject({ id: z.string(), reason: z.string(), contested: Contested });

export const Key = z.strictObject({
  mode: z.literal('ledger'),
  /** Every cell, row by row. */
  cells: z.array(
    Entry.extend({
      row: Id,
      source: Id,
      /** What may stand in it; empty where the text has no such number. */
      mentions: z.array(
        z.strictObject({
          place: Place,
          /** The same with the words that hedge it, where they stand beside it. */
          hedged: Place
        })
      )
    })
  ),
  /** The figures of each text outside folded passages, and those inside: what a stretch can mean. */
  figures: z.array(
    z.strictObject({
      source: Id,
      places: z.array(Place),
      /** What each of the places counts, in their order. */
      counted: z.array(z.string()),
      folded: z.array(Place)
    })
  ),
  relations: z.array(
    Entry.extend({ as: RelationClass, fine: z.enum(['same', 'reworded', 'differs']), places: z.array(Place) })
  ),
  origins: z.array(
    Entry.extend({
      as: OriginClass,
      fine: z.enum(['named', 'unstated', 'matching']),
      /** Who is named. */
      name: z.string().nullable(),
      places: z.array(Place)
    })
  ),
  pairs: z.array(Entry.extend({ as: PairClass })),
  questions: z.array(
    Entry.extend({
      right: Option,
      /** Why each option holds, or what it overlooks. */
      reasons: z.strictObject({ a: z.string(), b: z.string(), c: z.string() }),
      shows: z.array(Place)
    })
  )
});
export type Key = z.infer<typeof Key>;

export const Answer = z.strictObject({
  mode: z.literal('ledger'),
  /** By cell (`row@source`): the words chosen, or that there are none. */
  cells: byId(z.union([z.literal('absent'), Stretch])),
  /** By pair of cells (`row@source~source`). */
  relations: byId(RelationClass),
  /** By cell. */
  origins: byId(OriginClass),
  /** By pair of figures. */
  pairs: byId(PairClass),
  /** By question. */
  questions: byId(Option)
});
export type Answer = z.infer<typeof Answer>;
