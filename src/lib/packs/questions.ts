import type { Pack, PackLesson } from './load.ts';
import type { PackProblem } from './parse.ts';
import { QUESTIONS, type Question } from './schema.ts';

/**
 * Checks the questions of every lesson on the shelf: three of earlier lessons before it, of which one is of the last
 * lesson of the pack, and three a week after it. The first lesson of the shelf has nothing before it.
 * @param packs in the order of the shelf
 */
export function questionProblems(packs: readonly Pack[]): PackProblem[] {
  const shelf = packs.flatMap((pack) => pack.lessons.map((lesson) => ({ pack: pack.slug, lesson })));
  const names = shelf.map(({ pack, lesson }) => `${pack}/${lesson.slug}`);
  const asked = new Map<string, string>();
  return shelf.flatMap(({ pack, lesson }, at) => {
    const problems: PackProblem[] = [];
    const say = (place: string, message: string, fix: string) =>
      void problems.push({ file: `lessons/${lesson.file}`, place, message, fix });
    const before = names.slice(0, at);
    fromProblems(pack, lesson, before, names, say);
    for (const place of ['retrieval', 'later'] as const) {
      placeProblems(place, lesson[place], say);
      for (const [i, { sentence, ask }] of lesson[place].entries()) {
        const same = JSON.stringify([sentence, ask]);
        const twin = asked.get(same);
        if (twin) say(`${place}.${i}`, `${twin} asks the very same`, 'ask with another example');
        asked.set(same, `${names[at]}, ${place}.${i}`);
      }
    }
    if (lesson.later.length !== QUESTIONS)
      say(
        'later',
        `it has ${lesson.later.length} questions for a week later, and needs ${QUESTIONS}`,
        'ask about what this lesson practises; CONTRIBUTING.md shows how'
      );
    return problems;
  });
}

type Say = (place: string, message: string, fix: string) => void;

function fromProblems(pack: string, lesson: PackLesson, before: string[], shelf: string[], say: Say): void {
  const { retrieval } = lesson;
  const needed = before.length > 0 ? QUESTIONS : 0;
  if (retrieval.length !== needed)
    say(
      'retrieval',
      needed > 0
        ? `it has ${retrieval.length} questions from earlier lessons, and needs ${needed}`
        : 'it is the first lesson of the shelf: nothing came before it',
      needed > 0 ? 'one of the last lesson, one of an earlier one, one mixed' : 'leave retrieval out'
    );
  if (needed === 0) return;
  const named = retrieval.map(({ from }) =>
    from.map((name) => (name.includes('/') ? name : `${pack}/${name}`))
  );
  for (const [i, names] of named.entries())
    for (const name of names)
      if (!before.includes(name))
        say(
          `retrieval.${i}.from`,
          shelf.includes(name) ? `${name} is no earlier lesson` : `there is no lesson ${name}`,
          `name one of: ${before.join(', ')}`
        );
  if (retrieval.length !== needed) return;
  const last = before.at(-1)!;
  // Where a pack begins, what came last depends on what else is on the shelf.
  if (last.startsWith(`${pack}/`) && !named.some((names) => names.includes(last)))
    say(
      'retrieval',
      `none of its questions is from the last lesson, ${last}`,
      `write one with from: ${last}`
    );
  if (before.length > 1 && new Set(named.flat()).size < 2)
    say('retrieval', 'all its questions are from one lesson', 'take one from an earlier lesson, or mix two');
}

/** Whoever notices that the answer always stands first need not read. */
function placeProblems(place: string, questions: readonly Question[], say: Say): void {
  const at = new Set(questions.map(({ options, answer }) => options.indexOf(answer)));
  if (questions.length > 1 && at.size === 1)
    say(
      place,
      `the answer is always option ${[...at][0]! + 1}`,
      'change the order of the options of one or two'
    );
}
