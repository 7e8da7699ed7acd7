import { createHash } from 'node:crypto';
import { parse as parseYaml } from 'yaml';
import type { z } from 'zod';
import type { Annotated, AnnotatedSource } from '../exercises/define.ts';
import { isTypeName, registry, type TypeName } from '../exercises/registry.ts';
import { Annotation, Threads } from '../text/annotation.ts';
import { annotationProblems, comparisonProblems, threadProblems } from './checks.ts';
import { eventProblems } from './event.ts';
import { readGlossary, type Term } from './glossary.ts';
import { readLessons } from './lessons.ts';
import { parseFile, pathOf, type Files, type PackProblem, type Report } from './parse.ts';
import { questionProblems } from './questions.ts';
import { secrecyProblems } from './secrecy.ts';
import { ExerciseFile, PackMeta, type LessonMeta, type SourceMeta } from './schema.ts';
import { standInProblems } from './stand-ins.ts';
import { versionOf } from './version.ts';

export type { Files, PackProblem };

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
  /** Everything that its selection names: entries, threads, texts, and whatever else stands there as a word. */
  selects: string[];
  /** Content hash of item and key: a stored answer names the version it was given to. */
  version: string;
}

export interface PackLesson extends LessonMeta {
  slug: string;
  file: string;
  /** The statements it quotes, by reference. */
  quotes: string[];
  /** The contrasts it shows as pairs, by id. */
  pairs: string[];
  /** The terms of the glossary that it introduces. */
  terms: string[];
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

/**
 * Reads every pack among the files.
 * @returns the packs that hold, and everything that is wrong with the others; a build goes on only without problems
 */
export async function readPacks(
  files: Files
): Promise<{ packs: Pack[]; glossary: Term[]; problems: PackProblem[] }> {
  const own: PackProblem[] = [];
  const glossary = readGlossary(files, reportTo(own));
  // What lies beside the packs is no pack.
  const inPacks = [...files.keys()].filter((path) => path.includes('/'));
  const slugs = [...new Set(inPacks.map((path) => path.split('/')[0]!))].sort();
  const read = await Promise.all(slugs.map((slug) => readPack(slug, files, glossary)));
  const packs = read.flatMap(({ pack }) => (pack ? [pack] : []));
  packs.sort((a, b) => a.meta.order - b.meta.order || (a.slug < b.slug ? -1 : 1));
  const problems = [...own, ...read.flatMap(({ problems }) => problems)];
  // Where a pack is missing for its faults, what lessons say of its lessons would be a fault as well: say the cause once.
  if (problems.length === 0) problems.push(...questionProblems(packs));
  return { packs, glossary, problems: [...problems, ...standInProblems(packs)] };
}

/** What else may lie in a pack: its description, exercises, lessons and their teachers' notes. */
const KNOWN = /^[^/]+\/(pack\.yaml|exercises\/[a-z0-9-]+\.json|\d\d-[a-z0-9-]+(\.teacher)?\.md)$/;

const reportTo =
  (problems: PackProblem[]): Report =>
  (file) =>
  (place, message, fix) =>
    void problems.push({ file: `lessons/${file}`, place, message, fix });

async function readPack(
  slug: string,
  all: Files,
  glossary: readonly Term[]
): Promise<{ pack: Pack | null; problems: PackProblem[] }> {
  const problems: PackProblem[] = [];
  // rounds/ holds what annotators coded before the key was decided: no part of the pack.
  const files = new Map(
    [...all]
      .filter(([path]) => path.startsWith(`${slug}/`) && !path.startsWith(`${slug}/rounds/`))
      .sort(([a], [b]) => (a < b ? -1 : 1))
  );
  const report = reportTo(problems);

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
    const [, folder, name] = /^[^/]+\/(sources|keys)\/(.+)\.(?:txt|json)$/.exec(path) ?? [];
    if (name && !listed.has(name) && !(folder === 'keys' && name === 'threads'))
      report(path)('file', 'pack.yaml lists no such text', 'list it under sources, or delete the file');
    else if (!name && !KNOWN.test(path))
      report(path)(
        'file',
        'no part of a pack is named like this, so it would be passed over',
        'name it as CONTRIBUTING.md shows, in lower case'
      );
  }
  const threads = parseFile(files, `${slug}/keys/threads.json`, Threads, JSON.parse, report);
  const texts = new Map(sources.map((source) => [source.id, source.text]));
  for (const { id, annotation } of sources)
    comparisonProblems(annotation, texts, report(`${slug}/keys/${id}.json`));
  const whole = meta && sources.length === meta.sources.length && problems.length === 0;
  if (whole && threads) threadProblems(sources, threads, report(`${slug}/keys/threads.json`));

  const byId = new Map(sources.map((source) => [source.id, source]));
  if (whole) eventProblems(meta, byId, report(`${slug}/pack.yaml`));
  const exercises: PackExercise[] = [];
  // A broken key would make every exercise fail as well: say the cause once.
  if (whole && threads)
    for (const path of files.keys()) {
      const name = /^[^/]+\/exercises\/([a-z0-9-]+)\.json$/.exec(path)?.[1];
      if (!name) continue;
      const exercise = await readExercise(slug, name, path, files, { sources: byId, threads }, report);
      if (exercise) exercises.push(exercise);
    }
  secrecyProblems(exercises, report);
  const contrasts = threads?.contrasts ?? [];
  const shelf = whole ? { sources: byId, exercises, contrasts } : null;
  const lessons = readLessons(files, shelf, glossary, report);
  if (whole && threads && exercises.length === 0)
    report(`${slug}/exercises`)('folder', 'the pack has no exercise', 'add one: CONTRIBUTING.md shows how');
  if (!whole || !threads || problems.length > 0) return { pack: null, problems };
  const version = hash([...files].map(([path, text]) => `${path}\0${text}`).join('\0'));
  return { pack: { slug, meta, version, sources, threads, exercises, lessons }, problems };
}

async function readExercise(
  pack: string,
  slug: string,
  path: string,
  files: Files,
  annotated: Annotated,
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
  const derived = logic.derive(select.data, annotated);
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
    selects: wordsIn(file.select),
    version: versionOf(file.type, item, key)
  };
}

/** Every string in a value, however deep. */
function wordsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(wordsIn) : [];
}

const fixes: Record<string, string> = {
  'too-few': 'merge classes, or pool texts',
  'no-entry': 'select an id that keys/ has',
  'no-class': 'leave the statement out, or offer a class that takes it',
  'no-source': 'name a source of this pack',
  'no-link': 'leave the statement out of this exercise',
  folded: 'leave the statement out of this exercise',
  twice: 'name it once',
  mixed: 'leave the row out, or do not ask for it',
  'no-match': 'choose other texts, or merge the two classes',
  'no-reason': 'compare other figures, or give the reason in keys/threads.json',
  unseen: 'show the text, or leave it out',
  uneven: 'ask three questions, or six',
  overlap: 'leave one of the two out',
  'no-swap': 'select a stretch whose key has a swap',
  'one-class': 'offer two classes or more, or none'
};

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
