import type { Question } from '../../text/annotation.ts';
import type { Annotated, Problem } from '../define.ts';
import { figureOf, isFolded } from './derive-figures.ts';
import { hashed } from '../../text/hash.ts';
import { OPTIONS } from './classes.ts';
import type { Item, Key, Select } from './schema.ts';

interface Made {
  questions: Item['questions'];
  key: Key['questions'];
  problems: Problem[];
}

/**
 * Questions on the figures together, each with its options in an order of its own: over all of them the key's option
 * stands equally often in each place, so that always choosing the first is worth exactly nothing.
 */
export function keyOfQuestions(select: Select, { sources, threads }: Annotated): Made {
  const made: Made = { questions: [], key: [], problems: [] };
  const say = (path: (string | number)[], code: string, detail: string) =>
    void made.problems.push({ path, code, detail });
  if (select.questions.length % OPTIONS.length > 0)
    say(
      ['questions'],
      'uneven',
      `${select.questions.length} questions cannot have the key’s option equally often in each of ${OPTIONS.length} places: choose a multiple of ${OPTIONS.length}`
    );
  const places = placesOf(select.questions);
  select.questions.forEach((id, i) => {
    const path = ['questions', i];
    const question = threads.questions.find((q) => q.id === id);
    if (select.questions.indexOf(id) !== i) say(path, 'twice', `${id} is selected twice`);
    if (!question) return say(path, 'no-entry', `there is no question ${id}`);
    const shows = question.shows.flatMap((ref) => {
      const found = figureOf(ref, sources);
      if (!found) say(path, 'no-entry', `${id} points at ${ref}, and there is no such figure`);
      else if (isFolded(found.source, found.figure))
        say(path, 'folded', `${id} points at ${ref}, which lies in a folded passage; no required item may`);
      else if (!select.sources.includes(found.source.id))
        say(
          path,
          'unseen',
          `${id} points at ${ref} in a text that the exercise does not show: add the text, or leave the question out`
        );
      return found ? [found.place] : [];
    });
    const options = ordered(question, places.get(id)!);
    const reasons = options.map(({ reason }) => reason);
    made.questions.push({
      id,
      ask: question.ask,
      options: options.map(({ text }, at) => ({ id: OPTIONS[at]!, text }))
    });
    made.key.push({
      id,
      right: OPTIONS[places.get(id)!]!,
      reasons: { a: reasons[0]!, b: reasons[1]!, c: reasons[2]! },
      shows,
      reason: question.options[0]!.reason,
      contested: null
    });
  });
  return made;
}

/** The place of the key's option in each question: by the rank of its hash, so that each place is as frequent. */
function placesOf(ids: readonly string[]): Map<string, number> {
  const ranked = [...new Set(ids)].sort((a, b) => hashed(a) - hashed(b) || (a < b ? -1 : 1));
  return new Map(ranked.map((id, rank) => [id, rank % OPTIONS.length]));
}

/** The options with the key's, the first in the file, at a place; the others by their hash. */
function ordered({ id, options: [right, ...others] }: Question, at: number): Question['options'] {
  const rest = [...others].sort((a, b) => hashed(`${id} ${a.text}`) - hashed(`${id} ${b.text}`));
  return [...rest.slice(0, at), right!, ...rest.slice(at)];
}
