import type { Pack } from './load.ts';
import type { PackProblem } from './parse.ts';

/** How many minutes a stand-in may be longer or shorter than what it stands in for. */
const APART = 3;

/**
 * A pack that offers stand-ins offers one for every open exercise, and each trains the same skill for as long: whoever
 * would rather not work with its texts misses nothing.
 */
export function standInProblems(packs: readonly Pack[]): PackProblem[] {
  const all = new Map(packs.flatMap((pack) => pack.exercises.map((e) => [`${pack.slug}/${e.slug}`, e])));
  return packs.flatMap(({ slug: pack, meta: { standIns }, exercises }) => {
    const problems: PackProblem[] = [];
    const say = (slug: string, message: string, fix: string) =>
      void problems.push({ file: `lessons/${pack}/pack.yaml`, place: `standIns: ${slug}`, message, fix });
    const offers = Object.entries(standIns);
    for (const { slug, access } of exercises)
      if (offers.length > 0 && access === 'open' && !Object.hasOwn(standIns, slug))
        say(slug, 'the exercise has no stand-in', 'name one of the same type, skill and length');
    for (const [slug, other] of offers) {
      const mine = all.get(`${pack}/${slug}`);
      const theirs = all.get(other);
      if (!mine || !theirs)
        say(slug, `there is no exercise ${mine ? other : slug}`, 'name an exercise that exists');
      else if (theirs.access === 'reserved') say(slug, `${other} is reserved`, 'name an open exercise');
      else if (mine.type !== theirs.type || mine.skill !== theirs.skill)
        say(slug, `${other} trains another skill`, 'name an exercise of the same type and skill');
      else if (Math.abs(mine.minutes - theirs.minutes) > APART)
        say(
          slug,
          `${other} takes ${theirs.minutes} minutes, and this one ${mine.minutes}`,
          'name one of the same length'
        );
    }
    return problems;
  });
}
