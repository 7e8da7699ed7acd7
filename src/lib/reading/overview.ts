import { z } from 'zod';
import { Device, Id } from '../text/annotation.ts';

/**
 * The pictures of a pack's overview as files: `/keys/<pack>/overview/<picture>.json`. They are drawn from the keys, and
 * are fetched as layers are: by a learner who has practised the skill, when they are asked for.
 */

const Text = z.strictObject({ id: Id, name: z.string(), year: z.int() });

/** The ledger of a whole pack, as `LedgerPicture.svelte` draws it. */
const Ledger = z.strictObject({
  columns: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  rows: z.array(z.strictObject({ id: z.string(), counted: z.string() })),
  cells: z.array(
    z.strictObject({
      row: z.string(),
      column: z.string(),
      words: z.string().nullable(),
      value: z.string().optional()
    })
  ),
  relations: z.array(
    z.strictObject({
      row: z.string(),
      from: z.string(),
      to: z.string(),
      relation: z.enum(['same', 'reworded', 'differs'])
    })
  ),
  origins: z.array(
    z.strictObject({
      column: z.string(),
      origin: z.enum(['named', 'unstated', 'matching']),
      name: z.string().nullable(),
      rows: z.array(z.string())
    })
  )
});
export const LedgerFile = z.strictObject({
  picture: z.literal('ledger'),
  version: z.string(),
  /** What two texts or more count. */
  shared: Ledger,
  /** What one text alone counts. */
  single: z.array(z.strictObject({ source: Id, counted: z.string(), words: z.string(), origin: z.string() }))
});
export type LedgerFile = z.infer<typeof LedgerFile>;

/** Which words the texts use for the event, and whose choice they are. */
export const NamingFile = z.strictObject({
  picture: z.literal('naming'),
  version: z.string(),
  texts: z.array(Text),
  words: z.array(
    z.strictObject({
      word: z.string(),
      kinds: z.array(Device.shape.kind.unwrap()),
      uses: z.array(
        z.strictObject({
          source: Id,
          owner: z.string(),
          /** The words as they stand, in the order of the text. */
          quotes: z.array(z.string()).min(1)
        })
      )
    })
  )
});
export type NamingFile = z.infer<typeof NamingFile>;

export const PICTURE_NAMES = ['ledger', 'naming'] as const;
