import type { Annotated, AnnotatedSource, Problem } from '../define.ts';
import { LEAST, passage, place, tooFew } from '../parts/deriving.ts';
import { isFolded, mention, openFigures, type Chosen } from './derive-figures.ts';
import { keyOfOrigins, keyOfRelations } from './derive-labels.ts';
import { keyOfPairs } from './derive-pairs.ts';
import { keyOfQuestions } from './derive-questions.ts';
import { cellId } from './ids.ts';
import { openingOf } from './opening.ts';
import type { Item, Key, Select } from './schema.ts';

type Derived = { item: Item; key: Key } | { problems: Problem[] };

/** Makes item and key of a selection; see `Logic.derive`. */
export function derive(select: Select, pack: Annotated): Derived {
  const problems: Problem[] = [];
  const sources = select.sources.flatMap((id, i) => {
    const source = pack.sources.get(id);
    if (!source) problems.push(none(['sources', i], 'source', id));
    if (select.sources.indexOf(id) !== i) problems.push(twice(['sources', i], id));
    return source ?? [];
  });
  const threads = select.threads.flatMap((id, i) => {
    const thread = pack.threads.threads.find((t) => t.id === id);
    if (!thread) problems.push(none(['threads', i], 'thread', id));
    if (select.threads.indexOf(id) !== i) problems.push(twice(['threads', i], id));
    return thread ?? [];
  });
  if (problems.length > 0) return { problems };

  const chosen: Chosen[] = threads.flatMap((thread, i) =>
    sources.map((source): Chosen => {
      const figures = source.annotation.figures.filter(({ id }) =>
        thread.mentions.includes(`${source.id}#${id}`)
      );
      for (const figure of figures)
        if (isFolded(source, figure))
          problems.push({
            path: ['threads', i],
            code: 'folded',
            detail: `${source.id}#${figure.id} lies in a folded passage; no required item may`
          });
      return { id: cellId(thread.id, source.id), thread, source, figures };
    })
  );
  problems.push(...cellProblems(chosen));
  const relations = keyOfRelations(select, chosen);
  const origins = keyOfOrigins(select, chosen);
  const pairs = keyOfPairs(select, pack);
  const questions = keyOfQuestions(select, pack);
  for (const part of [relations, origins, pairs, questions]) problems.push(...part.problems);
  if (problems.length > 0) return { problems };
  return {
    item: {
      mode: 'ledger',
      opening: select.opening ?? openingOf(chosen.flatMap(({ figures }) => figures)),
      passages: sources.map(passage),
      rows: threads.map(({ id, counted }) => ({ id, counted })),
      relations: select.relations,
      origins: select.origins,
      pairs: pairs.pairs,
      questions: questions.questions
    },
    key: {
      mode: 'ledger',
      cells: chosen.map(cell),
      figures: sources.map(figuresOf),
      relations: relations.key,
      origins: origins.key,
      pairs: pairs.key,
      questions: questions.key
    }
  };
}

function cell({ id, thread, source, figures }: Chosen): Key['cells'][number] {
  return {
    id,
    row: thread.id,
    source: source.id,
    mentions: figures.map((figure) => mention(source, figure)),
    reason:
      figures.length > 0
        ? [...new Set(figures.map(({ reason }) => reason))].join(' ')
        : `No number in this text counts this: ${thread.counted}. That says nothing about what is counted, and nothing about why.`,
    contested: null
  };
}

function figuresOf(source: AnnotatedSource): Key['figures'][number] {
  const places = (folded: boolean) =>
    source.annotation.figures
      .filter((figure) => isFolded(source, figure) === folded)
      .map(({ span }) => place(source, span));
  return { source: source.id, places: places(false), folded: places(true) };
}

function cellProblems(chosen: readonly Chosen[]): Problem[] {
  const problems: Problem[] = [];
  const present = chosen.filter(({ figures }) => figures.length > 0);
  if (present.length < LEAST) problems.push(tooFew(['threads'], 'cells that hold a number', present.length));
  // Other candidates of the same text, for each row: what may be picked and is not the number looked for.
  const noise = chosen.reduce(
    (sum, { source, figures }) => sum + openFigures(source).length + 1 - figures.length,
    0
  );
  if (noise < LEAST) problems.push(tooFew(['sources'], 'numbers that are not looked for', noise));
  for (const { source, thread, figures } of present)
    if (2 * figures.length > openFigures(source).length + 1)
      problems.push({
        path: ['threads'],
        code: 'too-few',
        detail: `${figures.length} of the ${openFigures(source).length} figures of ${source.id} belong to ${thread.id}, so that a guess would find one: leave the row out, or take a text with more numbers`
      });
  return problems;
}

const none = (path: (string | number)[], what: string, id: string): Problem => ({
  path,
  code: what === 'source' ? 'no-source' : 'no-entry',
  detail: `there is no ${what} ${id}`
});

const twice = (path: (string | number)[], id: string): Problem => ({
  path,
  code: 'twice',
  detail: `${id} is selected twice`
});
