import { z } from 'zod';
import { Id, Ref } from '../text/annotation.ts';
import { optionProblems, Text } from './schema.ts';

/**
 * The parts of a lesson as they are written in it. Of most nothing else reads the attributes before a learner
 * does: a page leaves out, without a word, what does not fit. What the others name is looked for in `lessons.ts`.
 */

/** A part: what its attributes hold, and whether something stands between its tags. */
interface Tag {
  attributes: z.ZodType;
  holds: boolean;
}

/** What an example marks in its sentence. */
const marked = { source: Text.optional(), cue: Text.optional(), words: Text.optional() };

function markedProblems(sentence: string, marked: object, context: z.RefinementCtx): void {
  for (const [path, words] of Object.entries(marked) as [string, string | undefined][])
    if (words !== undefined && !sentence.includes(words))
      context.addIssue({
        code: 'custom',
        path: [path],
        message: `“${words}” does not stand in the sentence: copy it from there, letter by letter`
      });
}

const Worked = z
  .strictObject({ sentence: Text, label: Text, ...marked })
  .superRefine(({ sentence, source, cue, words }, context) =>
    markedProblems(sentence, { source, cue, words }, context)
  );

const HalfWorked = z
  .strictObject({
    sentence: Text,
    ask: Text,
    options: z.array(Text).min(2),
    answer: Text,
    says: z.record(z.string(), Text).optional(),
    kicker: Text.optional(),
    ...marked
  })
  .superRefine((half, context) => {
    const { sentence, source, cue, words, options, says = {} } = half;
    optionProblems(half, context);
    markedProblems(sentence, { source, cue, words }, context);
    for (const option of Object.keys(says))
      if (!options.includes(option))
        context.addIssue({
          code: 'custom',
          path: ['says'],
          message: `“${option}” is none of the options: write one of them, word for word`
        });
  });

const Wording = z
  .strictObject({ from: Text, says: Text, words: Text.optional() })
  .superRefine(({ says, words }, context) => markedProblems(says, { words }, context));

/** Several of a kind, no two of them with the same name. */
const named = <T extends z.ZodType<object>>(entry: T, name: keyof z.infer<T>) =>
  z
    .array(entry)
    .refine(
      (all) => new Set(all.map((one) => one[name])).size === all.length,
      `two have the same ${String(name)}`
    );

/** Every part that a lesson may hold, by its name. */
export const TAGS: Readonly<Record<string, Tag>> = {
  Beside: {
    attributes: z.strictObject({
      label: Text,
      texts: named(Wording, 'from').min(2),
      kicker: Text.optional()
    }),
    holds: true
  },
  Checklist: {
    attributes: z.strictObject({
      id: Id,
      title: Text,
      items: named(z.strictObject({ id: Id, ask: Text, hint: Text.optional() }), 'id').min(1)
    }),
    holds: false
  },
  Exercise: { attributes: z.strictObject({ slug: Id }), holds: false },
  HalfWorked: { attributes: HalfWorked, holds: true },
  MorePairs: { attributes: z.strictObject({}), holds: true },
  Note: { attributes: z.strictObject({ title: Text }), holds: true },
  Pair: { attributes: z.strictObject({ contrast: Text }), holds: false },
  Quote: { attributes: z.strictObject({ of: Ref }), holds: false },
  Reflect: { attributes: z.strictObject({ id: Id, ask: Text.optional() }), holds: false },
  Sources: { attributes: z.strictObject({ only: z.array(Id).min(1).optional() }), holds: false },
  TakeAlong: { attributes: z.strictObject({}), holds: true },
  Term: { attributes: z.strictObject({ of: Id }), holds: true },
  Worked: { attributes: Worked, holds: true }
};
