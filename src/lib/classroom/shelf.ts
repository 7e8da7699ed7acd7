import type { Catalogue, OfferedExercise, OfferedLesson, OfferedPack } from './draft.ts';

/** What the shelf is searched by; empty where nothing was chosen. */
export interface Filter {
  words: string;
  kind: string;
  skill: string;
  level: string;
}

export const noFilter: Filter = { words: '', kind: '', skill: '', level: '' };

export interface Found {
  pack: OfferedPack;
  lessons: OfferedLesson[];
  exercises: OfferedExercise[];
}

/**
 * What of the packs fits: every word that was typed stands somewhere in what is said of it, its texts, type and skill
 * included. Lessons have no level: where one is asked for, there are exercises only.
 */
export function search(
  catalogue: Catalogue,
  filter: Filter,
  skills: readonly { id: string; name: string }[]
): Found[] {
  const asked = plain(filter.words).split(' ').filter(Boolean);
  const said = (texts: readonly string[], skill: string) => {
    const all = plain([...texts, skill, skills.find(({ id }) => id === skill)?.name ?? ''].join(' '));
    return asked.every((word) => all.includes(word));
  };
  const fits = (skill: string) => filter.skill === '' || filter.skill === skill;
  return catalogue
    .map((pack) => ({
      pack,
      lessons: pack.lessons.filter(
        ({ title, summary, contains, skill }) =>
          filter.kind !== 'exercise' &&
          filter.level === '' &&
          fits(skill) &&
          said([pack.title, title, summary, contains], skill)
      ),
      exercises: pack.exercises.filter(
        ({ title, task, texts, type, kind, skill, level, access }) =>
          filter.kind !== 'lesson' &&
          (filter.level === '' || filter.level === String(level)) &&
          fits(skill) &&
          said([pack.title, title, task, type, kind, access, ...texts], skill)
      )
    }))
    .filter(({ lessons, exercises }) => lessons.length + exercises.length > 0);
}

/** Exercises under the skill that they train, in the order of the skills; those of a skill that is not among them come last. */
export function bySkill(
  exercises: readonly OfferedExercise[],
  skills: readonly { id: string }[]
): { skill: string; exercises: OfferedExercise[] }[] {
  const all = new Set([...skills.map(({ id }) => id), ...exercises.map(({ skill }) => skill)]);
  return [...all]
    .map((skill) => ({ skill, exercises: exercises.filter((exercise) => exercise.skill === skill) }))
    .filter(({ exercises }) => exercises.length > 0);
}

/** Letters without their marks and in lower case, words one space apart. */
const plain = (text: string) =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/\s+/gu, ' ').trim();
