import { z } from 'zod';
import { Id, Ref } from '../text/annotation.ts';

/** The files of a pack, as `CONTRIBUTING.md` describes them. */

export const Text = z.string().trim().min(1);

/** A fact about a document, and how it is known: nobody guesses. */
const Known = z.discriminatedUnion('how', [
  z.strictObject({ how: z.literal('stated'), value: Text, from: Text }),
  z.strictObject({ how: z.literal('inferred'), value: Text, from: Text }),
  z.strictObject({ how: z.literal('unknown'), from: Text })
]);
export type Known = z.infer<typeof Known>;

/** How long what is said of a text may be, all in all, and how many things: some three lines. */
const NOTE = { letters: 380, things: 8 };

/** Parts of one sentence, each of them once. @param sentence as it begins */
const parts = (sentence: string) =>
  z
    .array(
      Text.regex(
        /^[^.;]+$/,
        `this is a part of one sentence, “${sentence}”: write it without a full stop or semicolon`
      )
    )
    .refine((all) => new Set(all).size === all.length, 'something stands here twice: take one out');

/** What a text speaks of that is to be known before it is opened: “children who lost parents”. */
const Spoken = parts('The text speaks of …')
  .max(NOTE.things, `name ${NOTE.things} things at most: join what belongs together`)
  .refine(
    (things) => things.join('; ').length <= NOTE.letters,
    `this is longer than some four lines: say it in ${NOTE.letters} letters`
  );

export const SourceMeta = z.strictObject({
  id: Id,
  /** What our own pages call it: "Report of 24 February 2022". */
  name: Text,
  /** The year it is filed under on a timeline. */
  year: z.int(),
  title: Known,
  publisher: Known,
  author: Known,
  date: Known,
  kind: Known,
  /** Whether it speaks for its author (a statement, a letter) or reports. */
  primary: z.boolean(),
  /** Said before it is opened; empty where nothing has to be. Without it, what the pack contains is said. */
  contains: Spoken.optional(),
  /** Who or what some of its sentences make act as a whole: “a whole state”, “an army”, “all of history”. */
  doers: parts('Some sentences make … act').optional()
});
export type SourceMeta = z.infer<typeof SourceMeta>;

export const PackMeta = z.strictObject({
  title: Text,
  /** One sentence: what the texts are about. */
  summary: Text,
  /** What it contains, said before it is opened. */
  contains: Text,
  /** Shown where the pack opens and on every teacher's page; one entry a paragraph. */
  ground: z.array(Text).min(1),
  /** Who does not speak in these texts. */
  absent: z.array(Text),
  /** Who has read the pack, and who has not. */
  reviewed: Text,
  /** In which order packs stand on the shelf. */
  order: z.int(),
  sources: z.array(SourceMeta).min(1),
  /** One sentence that opens the ledger of the whole pack. */
  ledger: Text.optional(),
  /** What the texts are about, as our own sentences call it, and the words by which they name it. */
  event: z
    .strictObject({
      name: Text,
      words: z
        .array(z.strictObject({ word: Text, /** Devices of the keys. */ namings: z.array(Ref).min(1) }))
        .min(1)
    })
    .optional(),
  /** For each exercise the one (`pack/slug`) that counts the same for a learner who would rather not do it. */
  standIns: z.record(Id, z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, 'pack/exercise'))
});
export type PackMeta = z.infer<typeof PackMeta>;

export const SKILLS = {
  voice: 'Whose words',
  cues: 'Where attribution stops',
  chains: 'Claims inside claims',
  documents: 'What a document is',
  figures: 'Where numbers come from',
  framing: 'What a wording does',
  actors: 'Who acts',
  transfer: 'With your own news'
} as const;
export const Skill = z.enum(Object.keys(SKILLS) as [keyof typeof SKILLS]);
export type Skill = z.infer<typeof Skill>;

export const ExerciseFile = z.strictObject({
  type: z.string(),
  title: Text,
  /** The task in one or two sentences, to the learner. */
  task: Text,
  skill: Skill,
  level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  minutes: z.int().min(1).max(45),
  /** `open` for practice; `reserved` counts in classes, and its key reaches no browser before it is closed. */
  access: z.enum(['open', 'reserved']),
  select: z.unknown()
});

/** A lesson as another one names it: by its slug inside a pack, with the pack's before it from outside. */
const LessonRef = z.string().regex(/^([a-z0-9-]+\/)?\d\d-[a-z0-9-]+$/, 'NN-lesson or pack/NN-lesson');

const question = {
  /** What is asked about, invented and harmless; none where the question has no example. */
  sentence: Text.optional(),
  ask: Text,
  /** As they stand on the page. */
  options: z.array(Text).min(2).max(3),
  /** One of the options, word for word. */
  answer: Text,
  /** Shown with the choice, whichever it is. */
  because: Text.min(20, 'give the reason in a sentence')
};

/** Says where two options are one, or the answer is none of them. */
export function optionProblems(
  { options, answer }: { options: string[]; answer: string },
  context: z.RefinementCtx
): void {
  if (new Set(options).size !== options.length)
    context.addIssue({ code: 'custom', path: ['options'], message: 'two options are the same' });
  if (!options.includes(answer))
    context.addIssue({
      code: 'custom',
      path: ['answer'],
      message: `“${answer}” is none of the options: write one of them, word for word`
    });
}

/** A question with two or three answers, one of them the key's, and the reason. It stands by itself and counts in no score. */
export const Question = z.strictObject(question).superRefine(optionProblems);
export type Question = z.infer<typeof Question>;

/** A question from an earlier lesson, or from several at once. */
export const Retrieval = z
  .strictObject({
    from: z.preprocess((from) => (typeof from === 'string' ? [from] : from), z.array(LessonRef).min(1)),
    ...question
  })
  .superRefine(optionProblems);
export type Retrieval = z.infer<typeof Retrieval>;

/** How many questions a lesson opens with, and how many are asked of it a week later. */
export const QUESTIONS = 3;

export const LessonMeta = z.strictObject({
  title: Text,
  summary: Text,
  minutes: z.int().min(3).max(45),
  skill: Skill,
  /** A `transfer` lesson takes what was learnt to a text of the learner's own: a checklist, and no exercise. */
  kind: z.enum(['lesson', 'transfer']).default('lesson'),
  aims: z.array(Text).min(1),
  contains: Text,
  exercises: z.array(Id),
  /** Asked before the lesson, from earlier ones; only the first lesson of the shelf has none. */
  retrieval: z.array(Retrieval).default([]),
  /** Asked about this lesson, a week after it. */
  later: z.array(Question).default([])
});
export type LessonMeta = z.infer<typeof LessonMeta>;
