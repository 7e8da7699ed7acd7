import type { Catalogue, OfferedExercise, OfferedLesson } from './draft.ts';

/** Two small packs for tests: hard texts that nobody has to work with, and a warm-up that stands in for them. */

const exercise = (pack: string, slug: string, more: Partial<OfferedExercise> = {}): OfferedExercise => ({
  ...{ pack, slug, type: 'attribution', kind: 'Sorting statements', skill: 'voice' },
  ...{ title: `The exercise ${slug}`, task: 'Whose words?' },
  ...{ level: 1, minutes: 7, access: 'open', texts: [`Text of ${slug}`], sources: [slug], standIn: null },
  ...more
});

const lesson = (pack: string, slug: string, exercises: string[]): OfferedLesson => ({
  ...{ pack, slug, title: `The lesson ${slug}`, summary: 'What it is about.', skill: 'voice', minutes: 20 },
  ...{ contains: 'Nothing harsh.', exercises }
});

export const catalogue: Catalogue = [
  {
    ...{ slug: 'warm', title: 'Warm-up', contains: 'A wet library.', sources: [], optOut: false },
    lessons: [lesson('warm', '01-first', ['one', 'two'])],
    exercises: [
      exercise('warm', 'one'),
      exercise('warm', 'two', { level: 2 }),
      exercise('warm', 'count', { type: 'figures', kind: 'Figures: a ledger', skill: 'figures' }),
      exercise('warm', 'kept', { access: 'reserved', level: 2 })
    ]
  },
  {
    ...{ slug: 'hard', title: 'Hard texts', contains: 'People are killed.', sources: [], optOut: true },
    lessons: [lesson('hard', '01-texts', ['letter', 'report']), lesson('hard', '02-own', [])],
    exercises: [
      exercise('hard', 'letter', { standIn: 'warm/one' }),
      exercise('hard', 'report', { standIn: 'warm/two', level: 2, minutes: 9 })
    ]
  }
];
