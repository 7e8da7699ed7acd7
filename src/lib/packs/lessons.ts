import { parse as parseYaml } from 'yaml';
import type { AnnotatedSource } from '../exercises/define.ts';
import type { Contrast } from '../text/annotation.ts';
import { bodyProblems, notesProblems } from './bodies.ts';
import type { PackExercise, PackLesson } from './load.ts';
import type { Term } from './glossary.ts';
import { parseText, type Files, type Report } from './parse.ts';
import { LessonMeta } from './schema.ts';

const NOTES = '.teacher.md';

/** What a lesson may show. */
interface Shelf {
  sources: ReadonlyMap<string, AnnotatedSource>;
  exercises: readonly PackExercise[];
  contrasts: readonly Contrast[];
}

/**
 * Reads the lessons of a pack: `NN-slug.md`, in the order of their numbers, each with its teacher's notes.
 * @param shelf what they may show; `null` where the rest of the pack does not hold, and only their heads are read
 * @param glossary the terms that they may introduce
 */
export function readLessons(
  files: Files,
  shelf: Shelf | null,
  glossary: readonly Term[],
  report: Report
): PackLesson[] {
  for (const file of files.keys())
    if (file.endsWith(NOTES) && !files.has(file.replace(NOTES, '.md')))
      report(file)(
        'file',
        'there is no lesson of this name',
        'name the notes after their lesson, or delete them'
      );
  return [...files].flatMap(([file, text]): PackLesson[] => {
    const slug = /^[^/]+\/(\d\d-[a-z0-9-]+)\.md$/.exec(file)?.[1];
    if (!slug) return [];
    const front = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text);
    if (!front) {
      report(file)(
        'line 1',
        'the lesson has no front matter',
        'begin it with --- and the lines that CONTRIBUTING.md lists'
      );
      return [];
    }
    const meta = parseText(front[1]!, file, LessonMeta, parseYaml, report);
    if (!meta) return [];
    const body = front[2]!;
    const quotes = tags(body, 'Quote', 'of', file, report);
    const pairs = tags(body, 'Pair', 'contrast', file, report);
    const exercises = tags(body, 'Exercise', 'slug', file, report);
    const terms = tags(body, 'Term', 'of', file, report);
    termProblems(terms, glossary, report(file));
    bodyProblems(meta, body, report(file));
    const notes = file.replace(/\.md$/, NOTES);
    const noted = files.get(notes);
    if (noted === undefined)
      report(notes)(
        'file',
        'the lesson has no teacher’s notes',
        'add them: CONTRIBUTING.md lists the headings'
      );
    else notesProblems(noted, quotes, report(notes));
    if (shelf) {
      quoteProblems(quotes, shelf, report(file));
      pairProblems(pairs, shelf, report(file));
      exerciseProblems(exercises, meta, shelf, report(file));
    }
    return [{ ...meta, slug, file, quotes, pairs, terms }];
  });
}

/** The values of one attribute, which every tag of that name needs, written out between double quotation marks. */
function tags(body: string, tag: string, attribute: string, file: string, report: Report): string[] {
  return [...body.matchAll(new RegExp(`<${tag}(?=[\\s/>])[^>]*>`, 'g'))].flatMap(([whole]) => {
    const value = new RegExp(`\\s${attribute}="([^"{]+)"`).exec(whole)?.[1];
    if (value) return [value];
    report(file)(
      whole,
      `it has no ${attribute}`,
      `write <${tag} ${attribute}="…" />, with double quotation marks`
    );
    return [];
  });
}

type Say = ReturnType<Report>;

function termProblems(terms: readonly string[], glossary: readonly Term[], say: Say): void {
  for (const [i, term] of terms.entries()) {
    const place = `<Term of="${term}">`;
    if (!glossary.some(({ id }) => id === term))
      say(
        place,
        'the glossary has no such term',
        'use the id of a term in lessons/glossary.yaml, or add it there'
      );
    if (terms.indexOf(term) < i)
      say(place, 'the lesson introduces it twice', 'leave the tag where it is first met');
  }
}

function quoteProblems(quotes: readonly string[], { sources, exercises }: Shelf, say: Say): void {
  for (const quote of quotes) {
    const [id = '', entry] = quote.split('#');
    const known = sources.get(id)?.annotation.segments.some((segment) => segment.id === entry);
    const uses = exercises.filter((exercise) => exercise.sources.includes(id));
    if (!known) say(`<Quote of="${quote}">`, 'there is no such entry', 'quote an id that keys/ has');
    else if (uses.length > 0 && uses.every((exercise) => exercise.access === 'reserved'))
      say(
        `<Quote of="${quote}">`,
        'the text is used by reserved exercises only',
        'quote a text that is open to all'
      );
  }
}

/** A pair shows what the key reads, so no exercise may ask about it. */
function pairProblems(pairs: readonly string[], { contrasts, exercises }: Shelf, say: Say): void {
  for (const pair of pairs) {
    const at = `<Pair contrast="${pair}">`;
    if (!contrasts.some(({ id }) => id === pair))
      say(at, 'there is no such contrast', 'show one that keys/threads.json has');
    for (const { slug, selects } of exercises)
      if (selects.includes(pair))
        say(
          at,
          `the exercise ${slug} asks about it, and the page would give its key away`,
          'show another one'
        );
  }
  if (new Set(pairs).size < pairs.length) say('<Pair>', 'one is shown twice', 'show each once');
}

function exerciseProblems(shown: readonly string[], meta: LessonMeta, { exercises }: Shelf, say: Say): void {
  for (const slug of new Set([...shown, ...meta.exercises])) {
    const at = `exercise ${slug}`;
    const found = exercises.find((exercise) => exercise.slug === slug);
    if (!found)
      say(at, 'the pack has no such exercise', `use one of: ${exercises.map((e) => e.slug).join(', ')}`);
    else if (found.access === 'reserved')
      say(at, 'it is reserved, and a lesson is open to all', 'use an open exercise');
    if (!shown.includes(slug))
      say(at, 'the front matter lists it and the lesson does not show it', `add <Exercise slug="${slug}" />`);
    if (shown.filter((one) => one === slug).length > 1) say(at, 'the lesson shows it twice', 'show it once');
    if (!meta.exercises.includes(slug))
      say(at, 'the lesson shows it and the front matter does not list it', 'add it to exercises');
  }
}
