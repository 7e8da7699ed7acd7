import { createContext } from 'svelte';

/** A fact about a document, and how it is known. */
export interface Fact {
  what: string;
  known: { how: 'stated' | 'inferred'; value: string; from: string } | { how: 'unknown'; from: string };
}

export interface SourceCard {
  id: string;
  name: string;
  year: number;
  primary: boolean;
  facts: Fact[];
}

/** Two texts' wording of one matter, with the words in which they part, and what the key reads. */
export interface PairOfWordings {
  matter: string;
  sides: { source: { id: string; name: string }; pieces: { text: string; parts: boolean }[] }[];
  /** What changes; where careful readers differ, each reading. */
  readings: { changes: 'claim' | 'tone' | 'agent' | 'voice' | 'nothing'; reason: string }[];
}

/** A term of the field, as the glossary has it. */
export interface TermCard {
  name: string;
  means: string;
  example: string;
}

/** What a lesson's page hands to the components of its text. */
export interface LessonPage {
  /** Quoted words, by reference (`message-2024#s03`). */
  quotes: Record<string, { words: string; source: SourceCard }>;
  /** Pairs of wordings, by the id of their contrast (`k12`). */
  pairs: Record<string, PairOfWordings>;
  sources: SourceCard[];
  /** The terms that it introduces, by id. */
  terms: Record<string, TermCard>;
  /** The address of a term in the glossary. */
  termAt: (term: string) => string;
  /** The address of a source's reading page. */
  readAt: (source: string) => string;
  /** What the learner wrote for themselves; kept in the browser and nowhere else. */
  text: (of: string) => string;
  /** @returns whether it is kept */
  keep: (of: string, value: string) => boolean;
}

export const [getLesson, setLesson] = createContext<LessonPage>();

/** The lesson's page, or `null` where a component of its text stands on another page. */
export function getLessonIfAny(): LessonPage | null {
  try {
    return getLesson();
  } catch {
    // Svelte says a missing context by throwing.
    return null;
  }
}
