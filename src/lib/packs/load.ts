import { createHash } from 'node:crypto';
import { parse as parseYaml } from 'yaml';
import type { z } from 'zod';
import type { AnnotatedSource, Problem } from '../exercises/define.ts';
import { isTypeName, registry, type TypeName } from '../exercises/registry.ts';
import { Annotation, Threads } from '../text/annotation.ts';
import { annotationProblems, comparisonProblems, threadProblems } from './checks.ts';
import { ExerciseFile, LessonMeta, PackMeta, type SourceMeta } from './schema.ts';

/** What stops a build: where, what is wrong, and what to do. */
export interface PackProblem {
  file: string;
  place: string;
  message: string;
  fix: string;
}

export interface PackSource extends AnnotatedSource {
  meta: SourceMeta;
}

/** An exercise with its item and key. Items and keys stay `unknown` outside their type's folder. */
export interface PackExercise {
  pack: string;
  slug: string;
  type: TypeName;
  title: string;
  task: string;
  skill: z.infer<typeof ExerciseFile>['skill'];
  level: 1 | 2 | 3;
  minutes: number;
  access: 'open' | 'reserved';
  item: unknown;
  key: unknown;
  /** The ids of the sources it uses. */
  sources: string[];
  /** Content hash of item and key: a stored answer names the version it was given to. */
  version: string;
}

export interface PackLesson extends LessonMeta {
  slug: string;
  file: string;
  /** The statements it quotes, by reference. */
  quotes: string[];
  teacher: boolean;
}

export interface Pack {
  slug: string;
  meta: PackMeta;
  /** Hash of everything in the pack's folder. */
  version: string;
  sources: PackSource[];
  threads: Threads;
  exercises: PackExercise[];
  lessons: PackLesson[];
}

/** A pack's files: paths inside `lessons/` and their texts. */
export type Files = ReadonlyMap<string, string>;

/**
 * Reads every pack among the files.
 * @returns the packs that hold, and everything that is wrong with the others; a build goes on only without problems
 */
export async function readPacks(files: Files): Promise<{ packs: Pack[]; problems: PackProblem[] }> {
  const slugs = [...new Set([...files.keys()].map((path) => path.split('/')[0]!))].sort();
  const read = await Promise.all(slugs.map((slug) => readPack(slug, files)));
  const packs = read.flatMap(({ pack }) => (pack ? [pack] : []));
  packs.sort((a, b) => a.meta.order - b.meta.order || (a.slug < b.slug ? -1 : 1));
  return { packs, problems: [...read.flatMap(({ problems }) => problems), ...standInProblems(packs)] };
}

async function readPack(slug: string, all: Files): Promise<{ pack: Pack | null; problems: PackProblem[] }> {
  const problems: PackProblem[] = [];
  const files = new Map(
    [...all].filter(([path]) => path.startsWith(`${slug}/`)).sort(([a], [b]) => (a < b ? -1 : 1))
  );
  const report = (file: string) => (place: string, message: string, fix: string) =>
    void problems.push({ file: `lessons/${file}`, place, message, fix });

  const meta = parseFile(files, `${slug}/pack.yaml`, PackMeta, parseYaml, report);
  const sources: PackSource[] = [];
  for (const source of meta?.sources ?? []) {
    const text = files.get(`${slug}/sources/${source.id}.txt`);
    if (text === undefined) {
      report(`${slug}/pack.yaml`)(
        `sources: ${source.id}`,
        `there is no sources/${source.id}.txt`,
        'add the text, or take the source out of pack.yaml'
      );
      continue;
    }
    const file = `${slug}/keys/${source.id}.json`;
    const annotation = parseFile(files, file, Annotation, JSON.parse, report);
    if (!annotation) continue;
    annotationProblems(source, text, annotation, report(file));
    sources.push({ id: source.id, text, primary: source.primary, annotation, meta: source });
  }
  const listed = new Set(meta?.sources.map((source) => source.id));
  for (const path of files.keys()) {
    const stray = /^[^/]+\/sources\/(.+)\.txt$/.exec(path)?.[1];
    if (stray && !listed.has(stray))
      report(path)('file', 'pack.yaml does not list this text', 'list it under sources, or delete it');
  }
  const threads = parseFile(files, `${slug}/keys/threads.json`, Threads, JSON.parse, report);
  const texts = new Map(sources.map((source) => [source.id, source.text]));
  for (const { id, annotation } of sources)
    comparisonProblems(annotation, texts, report(`${slug}/keys/${id}.json`));
  const whole = meta && sources.length === meta.sources.length && problems.length === 0;
  if (whole && threads) threadProblems(sources, threads, report(`${slug}/keys/threads.json`));

  const byId = new Map(sources.map((source) => [source.id, source]));
  const exercises: PackExercise[] = [];
  // A broken key would make every exercise fail as well: say the cause once.
  if (whole)
    for (const path of files.keys()) {
      const name = /^[^/]+\/exercises\/([a-z0-9-]+)\.json$/.exec(path)?.[1];
      if (!name) continue;
      const exercise = await readExercise(slug, name, path, files, byId, report);
      if (exercise) exercises.push(exercise);
    }
  const lessons = readLessons(slug, files, byId, exercises, Boolean(whole), report);
  if (whole && exercises.length === 0)
    report(`${slug}/exercises`)('folder', 'the pack has no exercise', 'add one: CONTRIBUTING.md shows how');
  if (!whole || !threads || problems.length > 0) return { pack: null, problems };
  const version = hash([...files].map(([path, text]) => `${path}\0${text}`).join('\0'));
  return { pack: { slug, meta, version, sources, threads, exercises, lessons }, problems };
}

type Report = (file: string) => (place: string, message: string, fix: string) => void;

async function readExercise(
  pack: string,
  slug: string,
  path: string,
  files: Files,
  sources: ReadonlyMap<string, AnnotatedSource>,
  report: Report
): Promise<PackExercise | null> {
  const file = parseFile(files, path, ExerciseFile, JSON.parse, report);
  if (!file) return null;
  const say = report(path);
  if (!isTypeName(file.type)) {
    say(
      'type',
      `there is no exercise type "${file.type}"`,
      `use one of: ${Object.keys(registry).join(', ')}`
    );
    return null;
  }
  const logic = await registry[file.type].logic();
  const select = logic.select.safeParse(file.select);
  if (!select.success) {
    for (const issue of select.error.issues)
      say(pathOf(['select', ...issue.path]), issue.message, 'write the selection as CONTRIBUTING.md shows');
    return null;
  }
  const derived = logic.derive(select.data, sources);
  if ('problems' in derived) {
    for (const problem of derived.problems)
      say(pathOf(['select', ...problem.path]), problem.detail, fixes[problem.code] ?? 'change the selection');
    return null;
  }
  const { item, key } = derived;
  const verdict = logic.check(item, key, logic.solution(item, key));
  if (verdict.status !== 'scored' || verdict.score !== 1) {
    say(
      'select',
      'the key itself does not score 1',
      'look for statements that overlap, or for a cue that stands inside a statement'
    );
    return null;
  }
  return {
    pack,
    slug,
    type: file.type,
    title: file.title,
    task: file.task,
    skill: file.skill,
    level: file.level,
    minutes: file.minutes,
    access: file.access,
    item,
    key,
    sources: item.passages.map((passage) => passage.source),
    version: hash(JSON.stringify([file.type, item, key])).slice(0, 12)
  };
}

const fixes: Record<string, string> = {
  'too-few': 'merge classes, or pool texts',
  'no-entry': 'select an id that keys/ has',
  'no-class': 'leave the statement out, or offer a class that takes it',
  'no-source': 'name a source of this pack',
  'no-link': 'leave the statement out of this exercise',
  folded: 'leave the statement out of this exercise',
  twice: 'name it once'
};

function readLessons(
  slug: string,
  files: Files,
  sources: ReadonlyMap<string, AnnotatedSource>,
  exercises: PackExercise[],
  whole: boolean,
  report: Report
): PackLesson[] {
  return [...files].flatMap(([path, text]): PackLesson[] => {
    const name = /^[^/]+\/(\d\d-[a-z0-9-]+)\.md$/.exec(path)?.[1];
    if (!name) return [];
    const say = report(path);
    const front = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text);
    if (!front) {
      say(
        'line 1',
        'the lesson has no front matter',
        'begin it with --- and the lines that CONTRIBUTING.md lists'
      );
      return [];
    }
    const meta = parseText(front[1]!, path, LessonMeta, parseYaml, report);
    if (!meta) return [];
    const body = front[2]!;
    const quotes = [...body.matchAll(/<Quote\s[^>]*of="([^"]*)"/g)].map((m) => m[1]!);
    const shown = [...body.matchAll(/<Exercise\s[^>]*slug="([^"]*)"/g)].map((m) => m[1]!);
    if (whole) {
      for (const quote of quotes) {
        const [source, id] = quote.split('#');
        const entry = sources.get(source ?? '')?.annotation.segments.some((segment) => segment.id === id);
        if (!entry) say(`<Quote of="${quote}">`, 'there is no such entry', 'quote an id that keys/ has');
      }
      for (const exercise of new Set([...shown, ...meta.exercises])) {
        const found = exercises.find((e) => e.slug === exercise);
        if (!found)
          say(
            `exercise ${exercise}`,
            'the pack has no such exercise',
            `use one of: ${exercises.map((e) => e.slug).join(', ')}`
          );
        else if (found.access === 'reserved')
          say(`exercise ${exercise}`, 'it is reserved, and a lesson is open to all', 'use an open exercise');
        if (!shown.includes(exercise))
          say(
            `exercise ${exercise}`,
            'the front matter lists it and the lesson does not show it',
            `add <Exercise slug="${exercise}" />`
          );
        if (!meta.exercises.includes(exercise))
          say(
            `exercise ${exercise}`,
            'the lesson shows it and the front matter does not list it',
            'add it to exercises'
          );
      }
    }
    return [
      { ...meta, slug: name, file: path, quotes, teacher: files.has(path.replace(/\.md$/, '.teacher.md')) }
    ];
  });
}

function standInProblems(packs: Pack[]): PackProblem[] {
  const exercises = new Map(
    packs.flatMap((pack) => pack.exercises.map((e) => [`${pack.slug}/${e.slug}`, e]))
  );
  return packs.flatMap((pack) =>
    Object.entries(pack.meta.standIns).flatMap(([slug, other]) => {
      const file = `lessons/${pack.slug}/pack.yaml`;
      const place = `standIns: ${slug}`;
      const mine = exercises.get(`${pack.slug}/${slug}`);
      const theirs = exercises.get(other);
      if (!mine || !theirs)
        return [
          {
            file,
            place,
            message: `there is no exercise ${mine ? other : slug}`,
            fix: 'name an exercise that exists'
          }
        ];
      const fits = mine.type === theirs.type && mine.skill === theirs.skill;
      return fits
        ? []
        : [
            {
              file,
              place,
              message: `${other} trains another skill`,
              fix: 'name an exercise of the same type and skill'
            }
          ];
    })
  );
}

function parseFile<T>(
  files: Files,
  path: string,
  schema: z.ZodType<T>,
  parse: (text: string) => unknown,
  report: Report
): T | null {
  const text = files.get(path);
  if (text === undefined) {
    report(path)('file', 'the file is missing', 'add it: CONTRIBUTING.md says what it holds');
    return null;
  }
  return parseText(text, path, schema, parse, report);
}

function parseText<T>(
  text: string,
  path: string,
  schema: z.ZodType<T>,
  parse: (text: string) => unknown,
  report: Report
): T | null {
  const say = report(path);
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    say('file', error instanceof Error ? error.message.split('\n')[0]! : String(error), 'mend the syntax');
    return null;
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues)
    say(pathOf(issue.path), issue.message, 'write it as CONTRIBUTING.md shows');
  return null;
}

function pathOf(path: readonly PropertyKey[]): string {
  return path.map(String).join('.') || 'file';
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

export type { Problem };
