import { z } from 'zod';
import { DEVICES } from './devices.ts';

/**
 * The annotation of one source text, as `docs/codebook.md` describes it and `keys/<source>.json` holds it.
 * Ids are stable and unique within a file; `source#id` names an entry from outside.
 */

export const Id = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case letters, digits and single hyphens');
/**
 * A stretch of a text: UTF-16 offsets (`end` exclusive) and the quoted text as a guard. The pair is the
 * text-position and the text-quote selector of the W3C Web Annotation Data Model.
 */
export const Span = z.strictObject({
  start: z.int().nonnegative(),
  end: z.int().positive(),
  quote: z.string().min(1)
});
export type Span = z.infer<typeof Span>;

/** An entry of a source's annotation, from outside: `azernews-2022#s07`. */
export const Ref = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*#[a-z]+[0-9]+[a-z]?$/, 'a reference such as azernews-2022#s07');
const EntryId = z.string().regex(/^[a-z]+[0-9]+[a-z]?$/, 'an entry id such as s07');
const Reason = z.string().trim().min(20, 'a reason of at least one sentence');
const Difficulty = z.union([z.literal(1), z.literal(2), z.literal(3)]);

export const VOICES = [
  'own-fact',
  'own-judgement',
  'attributed-direct',
  'attributed-indirect',
  'attributed-mixed',
  'reported-act'
] as const;
/** Codebook 1: whose voice makes the claim. `reported-act` stands in primary documents only. */
export const Voice = z.enum(VOICES);
export type Voice = z.infer<typeof Voice>;

/** One link of a chain of attribution, outermost first; the spans are where the text shows it. */
const Link = z.strictObject({
  name: z.string().min(1),
  source: Span.nullable(),
  words: Span.nullable()
});

const contested = <T extends z.ZodType>(reading: T) =>
  z
    .strictObject({
      undecided: Reason,
      readings: z.array(z.strictObject({ as: reading, reason: Reason })).min(2)
    })
    .nullable();

export const Statement = z.strictObject({
  id: EntryId,
  kind: z.literal('statement'),
  /** More than one where a cue interrupts it. */
  spans: z.array(Span).min(1),
  voice: Voice,
  chain: z.array(Link),
  /** The checkable remainder, where evaluative words stand in a statement of fact. */
  core: z.string().min(1).nullable(),
  skill: z.enum(['own-voice', 'characterising', 'attribution', 'nesting', 'reported-act']),
  difficulty: Difficulty,
  reason: Reason,
  contested: contested(Voice)
});
export type Statement = z.infer<typeof Statement>;

export const Cue = z.strictObject({ id: EntryId, kind: z.literal('cue'), spans: z.array(Span).min(1) });

export const Furniture = z.strictObject({
  id: EntryId,
  kind: z.literal('furniture'),
  spans: z.array(Span).min(1),
  what: z.enum(['dateline', 'byline', 'headline', 'caption', 'credit', 'signature', 'addressees', 'date']),
  reason: Reason
});

export const Segment = z.discriminatedUnion('kind', [Statement, Cue, Furniture]);
export type Segment = z.infer<typeof Segment>;

export const Figure = z.strictObject({
  id: EntryId,
  span: Span,
  /** `null` where the words give no number ("hundreds of thousands"). */
  value: z.number().nullable(),
  hedge: z.enum(['exactly', 'about', 'nearly', 'more-than', 'at-least']),
  hedgeWords: z.string().min(1).nullable(),
  unit: z.string().min(1),
  counted: z.string().min(1),
  subsetOf: EntryId.nullable(),
  time: z.string().min(1),
  attributedTo: z.string().min(1),
  origin: z.enum(['named', 'unstated', 'unstated-matches']),
  originNote: z.string().min(1),
  thread: Id,
  skill: z.literal('counting'),
  difficulty: Difficulty,
  reason: Reason
});
export type Figure = z.infer<typeof Figure>;

export const DeviceName = z.enum(DEVICES);
export type DeviceName = z.infer<typeof DeviceName>;

export const Device = z.strictObject({
  id: EntryId,
  span: Span,
  device: DeviceName,
  /** Of a `naming`: plain (*killing*), descriptive (*massacre*) or legal (*genocide*). */
  kind: z.enum(['plain', 'descriptive', 'legal']).nullable(),
  /** `outlet`, `borrowed`, `renamed`, `undetermined`, or the quoted source's name. */
  owner: z.string().min(1),
  accept: z.array(DeviceName),
  /** The same words with the other choice; empty where the choice is to leave them out. */
  swap: z
    .strictObject({
      text: z.string(),
      changes: z.enum(['claim', 'tone', 'agent', 'nothing']),
      reason: Reason
    })
    .nullable(),
  presupposed: z.string().min(1).nullable(),
  comparedWith: z.array(z.strictObject({ source: Id, span: Span })),
  skill: z.literal('framing'),
  difficulty: Difficulty,
  reason: Reason,
  contested: contested(z.union([DeviceName, z.literal('plain')]))
});
export type Device = z.infer<typeof Device>;

/** A stretch that looks like a device and is none; `swap` is another way to say it, which changes nothing. */
export const Plain = z.strictObject({
  id: EntryId,
  span: Span,
  looksLike: DeviceName,
  swap: z.strictObject({ text: z.string().min(1), reason: Reason }).nullable(),
  reason: Reason
});
export type Plain = z.infer<typeof Plain>;

/** How wide a doer is drawn, from a unit to nobody (codebook 3, `agency`). */
export const WIDTHS = ['unit', 'force', 'office', 'state', 'people', 'policy', 'nobody'] as const;
export const Width = z.enum(WIDTHS);
export type Width = z.infer<typeof Width>;

/** Who acts: the words that name the doer, or, where nobody is named, the words of the act. */
export const Actor = z.strictObject({
  id: EntryId,
  span: Span,
  /** The act, by a name that the texts of a pack share: `killing`, `taking-the-town`. */
  act: Id,
  width: Width,
  difficulty: Difficulty,
  reason: Reason,
  contested: contested(Width)
});
export type Actor = z.infer<typeof Actor>;

/** A passage that is shown folded, with what it describes; no required item lies in it. */
export const Fold = z.strictObject({ id: EntryId, span: Span, describes: z.string().min(5) });

export const Annotation = z.strictObject({
  source: Id,
  segments: z.array(Segment).min(1),
  folds: z.array(Fold),
  figures: z.array(Figure),
  devices: z.array(Device),
  plain: z.array(Plain),
  actors: z.array(Actor)
});
export type Annotation = z.infer<typeof Annotation>;

/** A stretch of one of a pack's texts. */
const Elsewhere = z.strictObject({ source: Id, span: Span });

/** What changes from one wording to another. `voice`: who vouches for it; `nothing`: the words alone. */
export const Change = z.enum(['claim', 'tone', 'agent', 'voice', 'nothing']);
export type Change = z.infer<typeof Change>;

/** Two texts' wording of one matter, and what changes from the one to the other. */
export const Contrast = z.strictObject({
  id: EntryId,
  /** What both are about, in our words: "the taking of the town". */
  matter: z.string().min(1),
  kind: z.enum([
    'verb',
    'noun',
    'counted',
    'subset',
    'cue',
    'added',
    'dropped',
    'actor',
    'name',
    'demand',
    'time',
    'order'
  ]),
  /** The whole words of the two, each long enough to be read by itself. */
  a: Elsewhere,
  b: Elsewhere,
  /** The words in which they part; empty on the side that leaves them out. */
  differs: z.strictObject({ a: z.array(Span), b: z.array(Span) }),
  changes: Change,
  difficulty: Difficulty,
  reason: Reason,
  contested: contested(Change)
});
export type Contrast = z.infer<typeof Contrast>;

/** A question on what the figures of a pack show together: parts and wholes, origins, what follows and what does not. */
export const Question = z.strictObject({
  id: EntryId,
  kind: z.enum(['parts', 'origin', 'follows']),
  threads: z.array(Id).min(1),
  ask: z.string().min(1),
  /** The first is the key's; a page shows them in another order. `reason` says why it holds, or what it overlooks. */
  options: z.array(z.strictObject({ text: z.string().min(1), reason: Reason })).length(3),
  /** The figures that show it. */
  shows: z.array(Ref).min(1),
  difficulty: Difficulty
});
export type Question = z.infer<typeof Question>;

/** Codebook 2 to 4: what joins the texts of a pack (`keys/threads.json`). */
export const Threads = z.strictObject({
  threads: z.array(
    z.strictObject({
      id: Id,
      counted: z.string().min(1),
      mentions: z.array(Ref).min(1),
      absent: z.array(Id),
      relations: z.array(
        z.strictObject({ a: Ref, b: Ref, relation: z.enum(['same', 'reworded', 'differs']), reason: Reason })
      ),
      parts: z
        .strictObject({
          threads: z.array(Id).min(1),
          addable: z.boolean(),
          unstated: z.string().min(1),
          reason: Reason
        })
        .nullable(),
      finding: z.string().min(1),
      reason: Reason
    })
  ),
  lookalikes: z.array(z.strictObject({ a: z.union([Id, Ref]), b: z.union([Id, Ref]), reason: Reason })),
  quotations: z.array(
    z.strictObject({
      id: EntryId,
      in: Id,
      span: Span,
      origin: z.strictObject({ source: Id, spans: z.array(Span).min(1) }).nullable(),
      relation: z.enum(['verbatim', 'trimmed', 'altered', 'spliced', 'retranslated', 'not-found']),
      note: z.string().min(1),
      reason: Reason
    })
  ),
  contrasts: z.array(Contrast),
  questions: z.array(Question)
});
export type Threads = z.infer<typeof Threads>;
