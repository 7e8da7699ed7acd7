import { SKILLS, type Skill } from './schema.ts';

interface Listed {
  slug: string;
  title: string;
  skill: Skill;
  level: number;
}

const skills = Object.keys(SKILLS);

/** Whether a title goes on from another: “The second half” after “The first half”. */
const goesOn = ({ title }: Listed) => Number(/\b(second half|more)$/i.test(title));

/** Exercises as lists have them: skill by skill as they are learnt, from easy to hard, and a first half before its second. */
export function inOrder<T extends Listed>(exercises: readonly T[]): T[] {
  return [...exercises].sort(
    (a, b) =>
      skills.indexOf(a.skill) - skills.indexOf(b.skill) ||
      a.level - b.level ||
      goesOn(a) - goesOn(b) ||
      (a.slug < b.slug ? -1 : 1)
  );
}
