import type { Component, Snippet } from 'svelte';
import type { ZodType } from 'zod';
import type { Calibration } from '../scoring/calibration.ts';
import type { Detection } from '../scoring/detection.ts';
import type { Annotation, Threads } from '../text/annotation.ts';
import type { Span } from '../text/span.ts';

/**
 * The contract of an exercise type. A type is a folder beside this file; `registry.ts` names it in one line.
 * From a selection of annotated entries `derive` makes the public item and the secret key; a learner gives an
 * answer; `check` turns the three into a verdict.
 */

/** A source text with its annotation, as a pack hands it to `derive`. */
export interface AnnotatedSource {
  id: string;
  text: string;
  /** A primary document speaks for its author; a report speaks for its outlet. */
  primary: boolean;
  annotation: Annotation;
}

/** What `derive` makes exercises of: the texts of a pack with their annotation, and what joins them. */
export interface Annotated {
  sources: ReadonlyMap<string, AnnotatedSource>;
  threads: Threads;
}

/** A source text as an item shows it. */
export interface Passage {
  source: string;
  text: string;
  primary: boolean;
  /** Stretches that are shown folded, with what they describe. Nothing in them is asked. */
  folds: { start: number; end: number; describes: string }[];
}

/** A stretch of one of the item's passages. */
export interface Place extends Span {
  source: string;
}

/** What is wrong, where (a path into the answer or the selection), and what was found or expected there. */
export interface Problem {
  path: (string | number)[];
  code: string;
  detail: string;
}

export interface Reading {
  as: string;
  reason: string;
}

/** One item of a verdict: what was given, what the key holds, the reason, and the words that show it. */
export interface VerdictItem {
  id: string;
  /** Of the type's own vocabulary; the words live in the view. */
  code: string;
  /** Whether the item counts towards the score (contested ones never do). */
  scored: boolean;
  given: string | null;
  expected: string | null;
  /** How sure the learner was of the reading, 0 to 1, where that was asked and said. */
  sure?: number;
  /** Why an instructor counts what was given, against the key; the code is `accepted` then. */
  accepted?: string;
  /** What may be said beside the code: how the edges fit, say. */
  notes: string[];
  /** The names that a note speaks of, by the note. */
  named?: Record<string, readonly string[]>;
  yours: Place[];
  key: Place[];
  shows: Place[];
  reason: string;
  contested: { undecided: string; readings: Reading[] } | null;
  /** What else the key says of it, or the answer holds, under names of the type's own: a swap, say. */
  facts?: readonly Fact[];
}

export interface Fact {
  what: string;
  says: string;
  /** The text that says it, where it is another than the item's. */
  source?: string;
}

export interface Scored {
  status: 'scored';
  /** Corrected for chance and uncut: 1 is the key, 0 an answer that ignores the text. Cut at 0 to show it. */
  score: number;
  /** Reported apart; `null` where the task does not ask for it. */
  parts: {
    finding: number | null;
    label: number | null;
    boundary: { exact: number; of: number } | null;
  };
  /** The scores of named parts, where the score is a mean of several that belong to the type alone. */
  apart?: { what: string; score: number }[];
  /** Items answered, of those asked. */
  answered: { given: number; of: number };
  /** How well two kinds are told apart, and to which side the answer leans. */
  detection: Detection | null;
  calibration: Calibration | null;
  /** Published span metrics, for comparison only. */
  compare: { partialF1: number } | null;
  items: VerdictItem[];
}

/** An answer that cannot be checked: nothing of it was scored, and nothing was guessed. */
export interface Invalid {
  status: 'invalid';
  problems: Problem[];
}

export type Verdict = Scored | Invalid;

/** The part of a type that runs anywhere, without a page: schemas, and pure, synchronous functions. */
export interface Logic<Select, Item, Key, Answer> {
  select: ZodType<Select>;
  item: ZodType<Item>;
  key: ZodType<Key>;
  answer: ZodType<Answer>;
  /** Makes item and key. Problems stop the build; they name the path in the selection. */
  derive(select: Select, pack: Annotated): { item: Item; key: Key } | { problems: Problem[] };
  /** Checks any value whatsoever. Never throws; an answer that does not fit is `invalid`, with the path. */
  check(item: Item, key: Key, answer: unknown): Verdict;
  /** The answer that says what the key says. */
  solution(item: Item, key: Key): Answer;
  /** An answer without anything in it yet. */
  blank(item: Item): Answer;
  /** How many things it asks; `null` where that is not known before it is checked. */
  asks(item: Item): number | null;
  /** How many are open as it stands, where what is asked depends on what is answered and `asks` cannot say; else there is none. */
  open?(item: Item, answer: Answer): number;
  /**
   * What is half answered in an answer that `check` took, by what is owed. It scores as it does; it is said where answers are.
   * @param among the items that are counted, by the ids that verdicts have; all, where nothing is said
   */
  half(item: Item, answer: Answer, among?: ReadonlySet<string>): Half[];
  /**
   * The answer as if it gave the key's reading of some items, and the same of all others: so an instructor's word that
   * another reading counts as well is scored. No score gets lower by it.
   * @param answer one that `check` took
   * @param ids items of its verdict, by the ids that they have there; those that are in no score change nothing
   */
  accepting(item: Item, key: Key, answer: Answer, ids: ReadonlySet<string>): Answer;
}

/** Something of an exercise that answers of a class are counted by. */
export interface ClassUnit {
  /** As verdict items name it, or under a name of the type's own for what is no item but asked of one. */
  id: string;
  /** The part of the exercise that it belongs to, where there are several. */
  group: string | null;
  /**
   * The letters that stand for it on every page, on the wall, and in its texts. `''` where learners are not asked about it
   * but find it themselves: a verdict letters what a learner found and missed, which is not the same for all.
   */
  badge: string;
  /** What it is called: its words, or what is asked. */
  what: string;
  places: Place[];
}

/** The readings that what is half answered can still become, as far as they can be listed. */
export type Becomes = readonly string[] | 'any';

/** What a class gave for a unit, the commonest first; who was asked and is in none of the counts left it open. */
export interface UnitCount extends ClassUnit {
  /** How many were asked about it, where that hangs on what else they gave: all who answered, where nothing is said. */
  asked?: number;
  readings: {
    given: string;
    count: number;
    /** Where more is asked than was given: see `isHalf`. */
    half?: true;
  }[];
}

/** A run of words that as many learners marked. */
export interface Heat extends Omit<Place, 'quote'> {
  count: number;
  /** The unit that it was marked for, where it was for one. */
  unit: string | null;
  /** What it was marked as, where there are several: the source of a statement, say. */
  role: string | null;
}

/** What a class made of an exercise, counted. */
export interface ClassCounts {
  /** Answers that were counted. */
  of: number;
  units: UnitCount[];
  /** What readings that are half answered can still become: the same for all of them, and said once. */
  becomes?: Becomes;
  heat: Heat[];
  /** How far learners agree, by what they agree on; `null` where too few answered. */
  agreement: { what: string; found: Agreement | null }[];
}

/** How far learners agree with each other. */
export interface Agreement {
  /** Of all pairs of learners who gave something for the same, the share who gave the same, 0 to 1. */
  alike: number;
  /** Krippendorff's alpha: agreement beyond chance, so 0 as well where nearly everybody gives one label everywhere. */
  alpha: number;
}

/** A reading in words; `look` says how its mark is drawn. */
export interface ReadingName {
  name: string;
  sign: string;
  look: string;
}

/** The part of a type that counts answers of a class. Pure; it runs where the live classroom and results need it. */
export interface ClassLogic<Item, Key, Answer> {
  count(item: Item, answers: readonly Answer[]): ClassCounts;
  /**
   * What is asked about in the texts, in the order in which the pages of learners have it: the first units of any count.
   * None where learners find it themselves. It is made of the item alone, so it gives nothing of the key away.
   */
  asked(item: Item): ClassUnit[];
  /** What was given for a unit, in words; of what is half answered, also what is owed. */
  reading(item: Item, unit: string, given: string): ReadingName;
  /** What a reading can still become, where it is half answered; `null` of a whole one. */
  becomes(item: Item, unit: string, given: string): Becomes | null;
  /** What the key has of units; `null` where careful readers differ. */
  keyed(item: Item, key: Key): ReadonlyMap<string, string | null>;
  /** What the key marks of the texts, where learners mark them freely. */
  marks(item: Item, key: Key): Place[];
  /** Every item that a verdict can have in a score, in the order of the page. */
  items(item: Item, key: Key): ClassUnit[];
  /** Whether its view has a picture of its own, which stands above the texts. */
  pictured: boolean;
  /** Whether its texts cannot say all of what is given: then a table stands beside them. */
  tabled(item: Item): boolean;
  /** Labels that can be taken for each other, each with the items that they are given to. */
  confusable(item: Item): { what: string; labels: readonly string[]; has(id: string): boolean }[];
}

/** What the view of a class is given. */
export interface ClassProps<Item, Key> {
  item: Item;
  counts: ClassCounts;
  /** Shown beside what was given; `null` before it may be. */
  key: Key | null;
}

/** How many items are half answered, and what is owed of them, in words. */
export interface Half {
  count: number;
  owed: string;
}

/** How far an answer has come: "3 of 12"; `of` is `null` where saying it would give something away. */
export interface Progress {
  /** Given in full. */
  given: number;
  of: number | null;
  /** What is half answered besides. */
  half?: readonly Half[];
  /** What is counted, in the singular; an item, where nothing is said. */
  what?: string;
  /** Said instead of "3 of 12", where what is asked has parts: "Numbers: 3 of 12". */
  says?: string;
  /** Words that are selected and not yet part of the answer: they are named before they would be left out. */
  pending?: string | null;
}

/** What a view is given: the item, the answer so far, and the verdict once there is one. */
export interface ViewProps<Item, Answer> {
  item: Item;
  answer: Answer;
  verdict: Scored | null;
  /** Called with each new answer. */
  onanswer: (answer: Answer) => void;
  /** What the page puts under the task: saving, checking, going on. */
  foot?: Snippet<[Progress]> | undefined;
}

/** What a worksheet is given: the item, and the key for the key's own sheet. */
export interface PrintProps<Item, Key> {
  item: Item;
  key: Key | null;
}

/** A type as the registry holds it. Parts are loaded when they are needed, so that a page carries only its own. */
export interface ExerciseType<Select, Item, Key, Answer> {
  /** What kind of exercise the item is, as an instructor looks for one: "Sorting statements". */
  kind: (item: Item) => string;
  logic: () => Promise<Logic<Select, Item, Key, Answer>>;
  /** The view, with what it needs for this item. */
  View: (item: Item) => Promise<{ default: Component<ViewProps<Item, Answer>> }>;
  /** Whether a stored value is an answer to the item, so that it can be shown. Comes with every page: without schemas. */
  fits: (item: Item, answer: unknown) => boolean;
  Print: () => Promise<{ default: Component<PrintProps<Item, Key>> }>;
  /** What an instructor sees of a class's answers. */
  classroom: () => Promise<ClassLogic<Item, Key, Answer>>;
  ClassView: () => Promise<{ default: Component<ClassProps<Item, Key>> }>;
}
