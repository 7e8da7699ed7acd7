import { createHash } from 'node:crypto';
import { error } from '@sveltejs/kit';
import type { PublicExercise } from '../exercises/context.ts';
import type { Passage } from '../exercises/define.ts';
import type { TermCard } from '../exercises/lesson/context.ts';
import { registry } from '../exercises/registry.ts';
import type { Term } from '../packs/glossary.ts';
import { readPacks, type Pack, type PackExercise, type PackLesson, type PackSource } from '../packs/load.ts';
import { inOrder } from '../packs/order.ts';
import { printed } from '../packs/parse.ts';
import { SKILLS, type Known, type Question } from '../packs/schema.ts';
import type { Practice } from '../reading/gates.ts';

/** The packs that ship with the product, and what pages may know of them. Keys leave here by one door: `openKey`. */

// All that lies in a pack, so that a file with the wrong name is noticed and not passed over.
const texts = import.meta.glob<string>(['/lessons/**', '!/lessons/*/rounds/**'], {
  query: '?raw',
  import: 'default',
  eager: true
});

let read: Promise<{ packs: Pack[]; glossary: Term[] }> | null = null;

/** Every pack, in the order of the shelf. Throws with the whole list where anything is wrong with one. */
export async function packs(): Promise<Pack[]> {
  return (await (read ??= readAll())).packs;
}

/** The terms of the field, in the order in which they build on each other. */
export async function glossary(): Promise<Term[]> {
  return (await (read ??= readAll())).glossary;
}

/** What a lesson says of the terms that it introduces. */
export async function termsOf({ terms }: PackLesson): Promise<Record<string, TermCard>> {
  const known = (await glossary()).filter(({ id }) => terms.includes(id));
  return Object.fromEntries(known.map(({ id, name, means, example }) => [id, { name, means, example }]));
}

async function readAll(): Promise<{ packs: Pack[]; glossary: Term[] }> {
  const files = new Map(Object.entries(texts).map(([path, text]) => [path.slice('/lessons/'.length), text]));
  const { packs, glossary, problems } = await readPacks(files);
  if (problems.length === 0) return { packs, glossary };
  throw new Error(`${problems.length} problems in lessons/\n\n${problems.map(printed).join('')}`);
}

export async function packOf(slug: string): Promise<Pack> {
  return (await packs()).find((pack) => pack.slug === slug) ?? error(404, 'There is no such pack.');
}

export async function lessonOf(pack: string, slug: string): Promise<{ pack: Pack; lesson: PackLesson }> {
  const found = await packOf(pack);
  const lesson =
    found.lessons.find((lesson) => lesson.slug === slug) ?? error(404, 'There is no such lesson.');
  return { pack: found, lesson };
}

export async function openExercise(
  pack: string,
  slug: string
): Promise<{ pack: Pack; exercise: PackExercise }> {
  const found = await packOf(pack);
  const exercise = found.exercises.find((exercise) => exercise.slug === slug && exercise.access === 'open');
  return { pack: found, exercise: exercise ?? error(404, 'There is no such exercise.') };
}

/** For `entries()`: every open exercise. */
export async function openEntries(): Promise<{ pack: string; exercise: string }[]> {
  return (await packs()).flatMap((pack) =>
    openOf(pack).map(({ slug }) => ({ pack: pack.slug, exercise: slug }))
  );
}

/** For `entries()`: every lesson. */
export async function lessonEntries(): Promise<{ pack: string; lesson: string }[]> {
  return (await packs()).flatMap((pack) =>
    pack.lessons.map(({ slug }) => ({ pack: pack.slug, lesson: slug }))
  );
}

/** The key of an open exercise, with the version it belongs to. */
export async function openKey(pack: string, slug: string): Promise<{ version: string; key: unknown }> {
  const { exercise } = await openExercise(pack, slug);
  return { version: exercise.version, key: exercise.key };
}

/** What a learner's page gets of an exercise: everything but the key, and an answer to begin with. */
export async function publicExercise(
  exercise: PackExercise
): Promise<{ exercise: PublicExercise; blank: unknown }> {
  const { pack, slug, type, title, task, level, minutes, version, item } = exercise;
  const logic = await registry[type].logic();
  return {
    exercise: { pack, slug, type, title, task, level, minutes, version, item },
    blank: logic.blank(logic.item.parse(item))
  };
}

/** The course map. */
export async function shelf() {
  return (await packs()).map(shelfPack);
}

export function shelfPack(pack: Pack) {
  const { title, summary, contains } = pack.meta;
  const lessons = pack.lessons.map((lesson) => shelfLesson(pack, lesson));
  return { slug: pack.slug, title, summary, contains, lessons, exercises: openOf(pack).map(shelfExercise) };
}

export function shelfLesson({ meta }: Pack, lesson: PackLesson) {
  const { slug, title, summary, minutes, skill, contains, exercises } = lesson;
  const standIns = Object.fromEntries(Object.entries(meta.standIns).filter(([of]) => exercises.includes(of)));
  return { slug, title, summary, minutes, skill: SKILLS[skill], contains, exercises, standIns };
}

/** The questions that a lesson opens with, each with the lessons that it comes from. */
export function retrievalOf(pack: Pack, { retrieval }: PackLesson) {
  return Promise.all(
    retrieval.map(async ({ from, ...question }) => {
      const lessons = from.map(async (name) => {
        const [inPack, slug] = name.includes('/') ? name.split('/') : [pack.slug, name];
        const { lesson } = await lessonOf(inPack!, slug!);
        return { pack: inPack!, slug: lesson.slug, title: lesson.title };
      });
      return { ...pageQuestion(question), from: await Promise.all(lessons) };
    })
  );
}

/** The questions that are asked a week after a lesson. */
export function laterOf({ later }: PackLesson) {
  return later.map((question) => ({ ...pageQuestion(question), from: [] }));
}

/** A question for a page. Kept answers name it by what it asks, so that a mended reason loses none of them. */
function pageQuestion({ sentence, ask, options, answer, because }: Question) {
  const id = hash(JSON.stringify([sentence, ask, options, answer])).slice(0, 10);
  return { id, sentence: sentence ?? null, ask, options, answer, because };
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex');

/** The exercise that counts the same for a learner who would rather not do this one. */
export async function standInOf(
  pack: Pack,
  slug: string
): Promise<{ of: string; pack: string; slug: string; title: string }[]> {
  const [otherPack, other] = pack.meta.standIns[slug]?.split('/') ?? [];
  if (!otherPack || !other) return [];
  const { exercise } = await openExercise(otherPack, other);
  return [{ of: slug, pack: otherPack, slug: other, title: exercise.title }];
}

export function shelfExercise(exercise: PackExercise) {
  const { slug, title, skill, level, minutes, version } = exercise;
  return { slug, title, skill: SKILLS[skill], level, minutes, version };
}

/** The texts that anybody may read. One that only reserved exercises use is kept for the classes that meet it there. */
export function readableOf(pack: Pack): PackSource[] {
  const uses = ({ id }: PackSource, access: PackExercise['access']) =>
    pack.exercises.some((exercise) => exercise.access === access && exercise.sources.includes(id));
  return pack.sources.filter((source) => uses(source, 'open') || !uses(source, 'reserved'));
}

/** The open exercises, as lists have them. */
export function openOf(pack: Pack): PackExercise[] {
  return inOrder(pack.exercises.filter((exercise) => exercise.access === 'open'));
}

/** What a page says of a document: each fact with how it is known. */
export interface SourceCard {
  id: string;
  name: string;
  year: number;
  primary: boolean;
  facts: { what: string; known: Known }[];
}

export function sourceCard({ meta }: PackSource): SourceCard {
  const { id, name, year, primary } = meta;
  const facts = (['title', 'date', 'publisher', 'author', 'kind'] as const).map((what) => ({
    what: what === 'kind' ? 'kind of text' : what,
    known: meta[what]
  }));
  return { id, name, year, primary, facts };
}

/** The statements a lesson quotes, by reference. */
export function quotesOf(
  pack: Pack,
  refs: readonly string[]
): Record<string, { words: string; source: SourceCard }> {
  return Object.fromEntries(
    refs.flatMap((ref) => {
      const [id, entry] = ref.split('#');
      const source = pack.sources.find((source) => source.id === id);
      const spans = source?.annotation.segments.find((segment) => segment.id === entry)?.spans;
      if (!source || !spans) return [];
      const from = Math.min(...spans.map((span) => span.start));
      const to = Math.max(...spans.map((span) => span.end));
      return [[ref, { words: source.text.slice(from, to), source: sourceCard(source) }]];
    })
  );
}

/** A text as a page shows it, with what is folded in it. */
export function readingOf({ id, text, primary, annotation }: PackSource): Passage {
  const folds = annotation.folds.map(({ span: { start, end }, describes }) => ({ start, end, describes }));
  return { source: id, text, primary, folds };
}

/** What a page has to know to say which layers and pictures a learner may see, and how to get to the others. */
export function practiceOf(pack: Pack): {
  exercises: Practice[];
  lessons: { slug: string; standIns: Record<string, string> }[];
} {
  return {
    exercises: openOf(pack).map(({ slug, title, skill, sources }) => ({ slug, title, skill, sources })),
    lessons: pack.lessons
      .map((lesson) => shelfLesson(pack, lesson))
      .map(({ slug, standIns }) => ({ slug, standIns }))
  };
}
