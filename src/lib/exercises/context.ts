import { createContext } from 'svelte';
import type { Component, Snippet } from 'svelte';
import type { Scored, Problem, ViewProps } from './define.ts';

/** What a page may know of an exercise before it is checked: everything but the key. */
export interface PublicExercise {
  pack: string;
  slug: string;
  type: string;
  title: string;
  task: string;
  level: 1 | 2 | 3;
  minutes: number;
  version: string;
  item: unknown;
}

/** One learner at one exercise: the answer so far, and what came of checking it. */
export interface Session {
  readonly answer: unknown;
  readonly verdict: Scored | null;
  /** How many times it was checked before. */
  readonly attempts: number;
  readonly state: 'open' | 'checking' | 'checked';
  /** What went wrong with saving or checking, and what to do; `null` where nothing did. */
  readonly trouble: string | null;
  readonly problems: Problem[];
  /** Whether it can be checked here; `later`: it is saved, and its verdict comes when more than it is done. */
  readonly checks: 'at-once' | 'later';
  /** What is said of saving the answer as it stands on the page, and whether a screen reader says it too. */
  readonly saved: { says: string; aloud: boolean };
  /** Takes a new answer and saves it. */
  give(answer: unknown): void;
  check(): Promise<void>;
  /** Begins again with an empty answer; the first attempt stays the one that counts. `null`: what was checked stands. */
  readonly again: (() => void) | null;
  /** Whether the answer is still empty and one that was checked before can come back. */
  readonly canGoBack: boolean;
  /** Brings back the answer that was checked last, with its verdict. It counts as no further attempt. */
  back(): Promise<void>;
}

type View = Component<ViewProps<never, never>>;

/** How an exercise comes to its view. */
export interface ViewOf {
  /** The view, where it was loaded with the page. */
  View: View | null;
  /** Loads it; once loaded it is the same again. */
  load: () => Promise<View>;
  /** Where the view comes after the page: what the server draws of it, with what `$props.id()` begins with. */
  draw: ((given: ViewProps<never, never>, context: Map<unknown, unknown>, id: string) => string) | null;
}

export interface OpenExercise extends ViewOf {
  exercise: PublicExercise;
  /** An answer without anything in it yet, as the server shows it. */
  blank: unknown;
  session: Session;
}

/**
 * The exercises of the page, by slug: what `<Exercise slug="…" />` in a lesson finds. `null` where it stands in the text
 * and not on the page: an assignment keeps the exercises that its lesson had, and the text may have got others since.
 * A snippet where something else is to stand in its place.
 */
export const [getExercises, setExercises] =
  createContext<(slug: string) => OpenExercise | Snippet<[slug: string]> | null>();

/** How an exercise goes on, as the learner has it; the page keeps it. */
export interface Pace {
  /** Whether it goes on to the next open item by itself once one is answered. */
  readonly onward: boolean;
  choose(onward: boolean): void;
}

export const [getPace, setPace] = createContext<Pace>();
