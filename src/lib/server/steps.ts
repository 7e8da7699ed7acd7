import type { Kysely } from 'kysely';
import { blocksOf } from '../classroom/draft.ts';
import type { PublicExercise } from '../exercises/context.ts';
import type { SourceCard } from '../exercises/lesson/context.ts';
import type { Half, Scored } from '../exercises/define.ts';
import { checksAtOnce } from '../classroom/phase.ts';
import type { Stored } from '../classroom/saving.ts';
import type { Database, Row } from './db/schema.ts';
import { keyQuestion, verdictFor, type Answers } from './feedback.ts';
import { packs } from './packs.ts';
import { publicOf, versionOf, type Pinned } from './versions.ts';
import { countingOf } from './works.ts';

/** The steps of an assignment as its learner walks through them: a lesson with its exercises, or one exercise. */

/** How far an exercise has come: nothing given, something, everything that is asked, or checked. */
export type Done = 'open' | 'begun' | 'whole' | 'checked';

/** How many things are open, where the page says that as well, and what is half answered. */
interface Far {
  done: Done;
  open: number | null;
  half: readonly Half[];
}

export interface StepState {
  /** The id of its first part, which is its address. */
  id: string;
  title: string;
  /** Its exercises; none where it is a lesson to be read. */
  exercises: ({ title: string } & Far)[];
}

export const blocksIn = (own: Answers): Row<'part'>[][] => blocksOf(own.parts);

/** @param work the work whose answers count; `null` before one is begun */
export function stepsOf(db: Kysely<Database>, own: Answers, work: Row<'work'> | null): Promise<StepState[]> {
  return Promise.all(
    blocksIn(own).map(async (block): Promise<StepState> => {
      const exercises = await Promise.all(block.map((part) => exerciseState(db, own, work, part)));
      const known = exercises.filter((one) => one !== null);
      const { id, lesson, pack } = block[0]!;
      const title = lesson === null ? known[0]?.title : await lessonTitle(pack, lesson);
      return { id, title: title ?? lesson ?? '', exercises: known };
    })
  );
}

async function lessonTitle(pack: string, slug: string): Promise<string | undefined> {
  const found = (await packs()).find((each) => each.slug === pack);
  return found?.lessons.find((lesson) => lesson.slug === slug)?.title;
}

async function exerciseState(
  db: Kysely<Database>,
  own: Answers,
  work: Row<'work'> | null,
  part: Row<'part'>
): Promise<StepState['exercises'][number] | null> {
  const version = countingOf(part, own.instead);
  const exercise = version === null ? null : await versionOf(db, version);
  if (!exercise) return null;
  const answer = answerIn(own, work, part, exercise.row.version);
  return { title: exercise.row.title, ...doneOf(exercise, answer) };
}

const answerIn = (own: Answers, work: Row<'work'> | null, part: Row<'part'>, version: string) =>
  own.answers.find((a) => a.work_id === work?.id && a.part_id === part.id && a.version === version) ?? null;

function doneOf({ logic, item, key, blank }: Pinned, answer: Row<'answer'> | null): Far {
  const asked = logic.asks(item);
  const none = { half: [] };
  if (!answer || answer.answer === JSON.stringify(blank)) return { done: 'open', open: asked, ...none };
  if (answer.checked_at !== null) return { done: 'checked', open: null, ...none };
  const given = JSON.parse(answer.answer) as unknown;
  if (asked === null) {
    const open = logic.open?.(item, given) ?? null;
    return { done: open === 0 ? 'whole' : 'begun', open, ...none };
  }
  const verdict = logic.check(item, key, given);
  if (verdict.status !== 'scored') return { done: 'begun', open: asked, ...none };
  const open = Math.max(0, asked - verdict.answered.given);
  const half = logic.half(item, given);
  return { done: open === 0 && half.length === 0 ? 'whole' : 'begun', open, half };
}

/** An exercise of a step, ready to be answered. Nothing of its key is in it, but where it was checked and may be seen. */
export interface SatExercise {
  part: string;
  /** How the lesson's text names it: by the slug of the part's own exercise. */
  named: string;
  as: 'own' | 'instead';
  exercise: PublicExercise;
  blank: unknown;
  sources: SourceCard[];
  saved: Stored | null;
  checks: 'at-once' | 'later';
  verdict: Scored | null;
  /** The title of the other of two that count the same; `null` where there is none, or no choice any more. */
  other: string | null;
}

/** The exercises of a step in a work. */
export async function satIn(
  db: Kysely<Database>,
  own: Answers,
  work: Row<'work'>,
  block: readonly Row<'part'>[],
  now: number
): Promise<SatExercise[]> {
  const all = await Promise.all(block.map((part) => satAt(db, own, work, part, now)));
  return all.filter((one) => one !== null);
}

async function satAt(
  db: Kysely<Database>,
  own: Answers,
  work: Row<'work'>,
  part: Row<'part'>,
  now: number
): Promise<SatExercise | null> {
  const version = countingOf(part, own.instead);
  const exercise = version === null ? null : await versionOf(db, version);
  if (!exercise || part.exercise === null) return null;
  const sat = { work, part, version: exercise.row.version };
  const answer = answerIn(own, work, part, exercise.row.version);
  const checks = checksAtOnce(await keyQuestion(db, own, sat, now)) ? 'at-once' : 'later';
  const as = own.instead.has(part.id) && part.stand_in_version ? 'instead' : 'own';
  const otherVersion = as === 'own' ? part.stand_in_version : part.version;
  const other = otherVersion === null ? null : await versionOf(db, otherVersion);
  return {
    ...{ part: part.id, named: part.exercise, as, checks, blank: exercise.blank },
    exercise: publicOf(exercise),
    sources: JSON.parse(exercise.row.sources) as SourceCard[],
    saved: answer && storedOf(answer),
    verdict: answer && answer.checked_at !== null ? await verdictFor(db, own, sat, now) : null,
    other: answer?.checked_at ? null : (other?.row.title ?? null)
  };
}

export const storedOf = ({ answer, revision, delivery, saved_at }: Row<'answer'>): Stored => ({
  answer: JSON.parse(answer) as unknown,
  revision,
  delivery,
  savedAt: saved_at
});
