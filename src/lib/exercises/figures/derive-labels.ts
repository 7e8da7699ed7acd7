import type { Problem } from '../define.ts';
import { LEAST, place, tooFew } from '../parts/deriving.ts';
import { related, type Chosen } from './derive-figures.ts';
import { relationId } from './ids.ts';
import { ORIGINS, RELATIONS, type Key, type OriginClass, type RelationClass, type Select } from './schema.ts';

type Made<Part> = { key: Part; problems: Problem[] };

/** Relations between neighbours of each row, over the texts that have no such number. */
export function keyOfRelations(select: Select, chosen: readonly Chosen[]): Made<Key['relations']> {
  const problems: Problem[] = [];
  if (select.relations.length === 0) return { key: [], problems };
  const pairs = select.threads.flatMap((row) => {
    const present = chosen.filter(({ thread, figures }) => thread.id === row && figures.length > 0);
    return present.slice(1).map((to, i) => ({ row, from: present[i]!, to }));
  });
  const key = pairs.flatMap(({ row, from, to }): Key['relations'] => {
    const path = ['threads', select.threads.indexOf(row)];
    const found = from.figures.flatMap((a) =>
      to.figures.map((b) => related(to.thread, `${from.source.id}#${a.id}`, `${to.source.id}#${b.id}`))
    );
    const [first] = found;
    if (!first || found.includes(null)) {
      const detail = `${row} says nothing of how ${from.source.id} and ${to.source.id} stand to each other: relate their mentions in keys/threads.json`;
      problems.push({ path, code: 'no-entry', detail });
      return [];
    }
    if (found.some((r) => r?.relation !== first.relation)) {
      problems.push(
        mixed(path, `the mentions of ${row} in ${from.source.id} and ${to.source.id}`, 'relations')
      );
      return [];
    }
    const as = classOf(RELATIONS, select.relations, first.relation);
    if (!as) {
      problems.push(
        noClass(['relations'], `${row} in ${from.source.id} and ${to.source.id}`, first.relation)
      );
      return [];
    }
    return [
      {
        id: relationId(row, from.source.id, to.source.id),
        as,
        fine: first.relation,
        places: [from, to].map(({ source, figures }) => place(source, figures[0]!.span)),
        reason: [...new Set(found.map((r) => r!.reason))].join(' '),
        contested: null
      }
    ];
  });
  return { key, problems: [...problems, ...classProblems('relations', select.relations, key, problems)] };
}

/** Where each number is from, as its text tells it. */
export function keyOfOrigins(select: Select, chosen: readonly Chosen[]): Made<Key['origins']> {
  const problems: Problem[] = [];
  if (select.origins.length === 0) return { key: [], problems };
  const tells = select.origins.includes('unstated') && select.origins.includes('matching');
  const key = chosen.flatMap(({ id, thread, source, figures }, at): Key['origins'] => {
    const [first] = figures;
    if (!first) return [];
    const path = ['threads', select.threads.indexOf(thread.id)];
    if (figures.some(({ origin }) => origin !== first.origin)) {
      problems.push(mixed(path, `the mentions of ${thread.id} in ${source.id}`, 'origins'));
      return [];
    }
    const as = classOf(ORIGINS, select.origins, first.origin);
    if (!as) {
      problems.push(noClass(['origins'], `${thread.id} in ${source.id}`, first.origin));
      return [];
    }
    // What matches must be there to be seen, and what does not must not.
    const earlier = chosen
      .slice(0, at)
      .some((other) => other.thread === thread && other.figures.some(({ value }) => value === first.value));
    if (tells && as !== 'named' && earlier !== (as === 'matching'))
      problems.push({
        path,
        code: 'no-match',
        detail: `${thread.id} in ${source.id} is ${first.origin}, and an earlier text of this exercise ${earlier ? 'has' : 'does not have'} the same number: choose other texts, or offer unnamed for both`
      });
    const named = first.attributedTo === 'the text';
    return [
      {
        id,
        as,
        fine: first.origin === 'unstated-matches' ? 'matching' : first.origin,
        name:
          first.origin !== 'named'
            ? null
            : !named
              ? first.attributedTo
              : source.primary
                ? 'the document itself'
                : 'named in the text',
        places: figures.map(({ span }) => place(source, span)),
        reason: [...new Set(figures.map(({ originNote }) => sentence(originNote)))].join(' '),
        contested: null
      }
    ];
  });
  return { key, problems: [...problems, ...classProblems('origins', select.origins, key, problems)] };
}

const sentence = (note: string) => (/[.!?”’)]$/.test(note) ? note : `${note}.`);

function classOf<C extends string>(
  takes: Readonly<Record<C, readonly string[]>>,
  offered: readonly C[],
  value: string
): C | null {
  return offered.find((name) => takes[name].includes(value)) ?? null;
}

/** Classes that are too few, overlap, or have too few units. */
function classProblems(
  what: 'relations' | 'origins',
  offered: readonly (RelationClass | OriginClass)[],
  key: readonly { as: string }[],
  before: readonly Problem[]
): Problem[] {
  const takes: Readonly<Record<string, readonly string[]>> = what === 'relations' ? RELATIONS : ORIGINS;
  const all = offered.flatMap((name) => takes[name]!);
  if (new Set(all).size !== all.length || offered.length < 2)
    return [
      {
        path: [what],
        code: 'no-class',
        detail:
          offered.length < 2
            ? `one class is no question: offer two or more, or leave ${what} empty`
            : 'two classes take the same: offer either the merged one or its parts'
      }
    ];
  if (before.length > 0) return [];
  return offered.flatMap((name) => {
    const units = key.filter(({ as }) => as === name).length;
    return units < LEAST ? [tooFew([what], name, units)] : [];
  });
}

const mixed = (path: (string | number)[], which: string, what: string): Problem => ({
  path,
  code: 'mixed',
  detail: `${which} have different ${what}, so the cell has no one answer: leave the row out, or ask no ${what}`
});

const noClass = (path: string[], which: string, value: string): Problem => ({
  path,
  code: 'no-class',
  detail: `${which} is ${value}, and none of the classes offered takes it`
});
