import { shownMark } from './marks.ts';

/**
 * Marks in the columns that gradebooks of others import. Learners have pseudonyms here: who they are in the other
 * system, the instructor says when the file is made, and nothing keeps it.
 */

/** A learner as a gradebook gets them. */
export interface Graded {
  name: string;
  /** 0 to 100; `null` where nothing counts. */
  mark: number | null;
  /** Points of the exercises, in their order. */
  points: readonly (number | null)[];
}

export interface Gradebook {
  title: string;
  /** Titles of the exercises, in their order. */
  parts: readonly string[];
  learners: readonly Graded[];
}

type Cell = string | number | null;

/** What Moodle can tell people by; the names are those of its own columns. */
export const MOODLE_IDS = ['Email address', 'ID number', 'Username'] as const;
/** What Canvas can. */
export const CANVAS_IDS = ['ID', 'SIS User ID', 'SIS Login ID', 'Student'] as const;

/** @param known who a pseudonym is, in the other system */
export interface Identified {
  by: string;
  known: ReadonlyMap<string, string>;
  /** Whether each exercise gets a column. */
  parts: boolean;
}

/** Columns that Canvas writes itself, and does not take for an assignment's where it reads them. */
const OF_CANVAS =
  /^(?:student|id|sis (?:user|login) id|integration id|root account|section|notes|(?:.* )?(?:unposted )?(?:current|final) (?:score|points|grade)|override (?:score|grade|status))$/i;

/** A title as Canvas takes it for an assignment's: one that is a column of its own, or ends as its ids do, gets a word more. */
export const canvasTitle = (title: string): string =>
  OF_CANVAS.test(title.trim()) || /\(\d+\)\s*$/.test(title) ? `${title.trim()}, marks` : title;

const partTitles = ({ title, parts }: Gradebook) => parts.map((part, i) => `${title}: ${i + 1}. ${part}`);
const mark = (value: number | null): Cell => (value === null ? null : shownMark(value));

/**
 * For *Grades › Import › CSV file* of Moodle: one column that says who it is, then a column a grade, which is mapped to
 * a grade item there. Who is not known is left out: Moodle refuses a whole file for one it cannot find.
 */
export function moodleRows(book: Gradebook, { by, known, parts }: Identified): Cell[][] {
  const rows = book.learners.flatMap((learner): Cell[][] => {
    const id = known.get(learner.name);
    if (!id) return [];
    return [[id, learner.name, mark(learner.mark), ...(parts ? learner.points : [])]];
  });
  return [[by, 'Pseudonym', book.title, ...(parts ? partTitles(book) : [])], ...rows];
}

/**
 * For *Gradebook › Import* of Canvas: its five first columns, then the assignment, with the id that Canvas gave it where
 * there is one already; the second row says how many points it has. Canvas looks for the ID, the two of the SIS, then
 * the name.
 */
export function canvasRows(book: Gradebook, { by, known, parts }: Identified, assignmentId = ''): Cell[][] {
  const title = assignmentId ? `${book.title} (${assignmentId})` : canvasTitle(book.title);
  const titles = [title, ...(parts ? partTitles(book).map(canvasTitle) : [])];
  const rows = book.learners.flatMap((learner): Cell[][] => {
    const id = known.get(learner.name);
    if (!id) return [];
    const who = (column: string) => (by === column ? id : null);
    return [
      [
        who('Student') ?? learner.name,
        who('ID'),
        who('SIS User ID'),
        who('SIS Login ID'),
        null,
        mark(learner.mark),
        ...(parts ? learner.points : [])
      ]
    ];
  });
  return [
    ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section', ...titles],
    ['    Points Possible', null, null, null, null, ...titles.map(() => 100)],
    ...rows
  ];
}

/** For a spreadsheet of one's own: by pseudonym, everybody. */
export function plainRows(book: Gradebook): Cell[][] {
  return [
    ['Pseudonym', 'Mark', ...book.parts.map((part, i) => `${i + 1}. ${part}`)],
    ...book.learners.map(({ name, mark: value, points }): Cell[] => [name, mark(value), ...points])
  ];
}

/** What an instructor wrote of who is who, and what is wrong with it. */
export type Listed = { known: Map<string, string> } | { problem: string };

/**
 * Reads lines of "pseudonym, who it is", as they are pasted from a spreadsheet: with a tab, a semicolon or a comma.
 * @param names the pseudonyms of the class
 */
export function listed(text: string, names: readonly string[]): Listed {
  const plain = (name: string) => name.trim().toLowerCase().replaceAll(/\s+/g, ' ');
  const byName = new Map(names.map((name) => [plain(name), name]));
  const known = new Map<string, string>();
  const taken = new Map<string, string>();
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const at = /[\t;,]/.exec(line)?.index ?? -1;
    const name = byName.get(plain(at < 0 ? line : line.slice(0, at)));
    const id = at < 0 ? '' : line.slice(at + 1).trim();
    if (name === undefined)
      return {
        problem: `Line ${i + 1}: “${line.trim().slice(0, 60)}” does not begin with a pseudonym of this class.`
      };
    // A name without anything beside it is somebody who is left out.
    if (id === '') continue;
    if (known.has(name)) return { problem: `Line ${i + 1}: “${name}” stands there twice.` };
    const other = taken.get(id);
    if (other) return { problem: `Line ${i + 1}: “${id}” stands beside “${other}” and “${name}”.` };
    known.set(name, id);
    taken.set(id, name);
  }
  if (known.size === 0)
    return { problem: 'Write beside at least one pseudonym who it is, with a tab or a comma between.' };
  return { known };
}
