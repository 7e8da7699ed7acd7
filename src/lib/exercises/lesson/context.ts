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
