import type { Annotated, Problem } from '../define.ts';
import { place } from '../parts/deriving.ts';
import { folded, numbered, passagesOf, tooFewOf } from './choosing.ts';
import type { Derived } from './derive.ts';
import type { Select } from './schema.ts';

/** Two texts' wording of one matter: what changes from the one to the other. */
export function deriveSide(
  { contrasts, changes }: Extract<Select, { mode: 'side' }>,
  { sources, threads }: Annotated
): Derived {
  const problems: Problem[] = [];
  const say = (at: number, code: string, detail: string) =>
    void problems.push({ path: ['contrasts', at], code, detail });
  const chosen = contrasts.flatMap((ref, at) => {
    const contrast = threads.contrasts.find(({ id }) => id === ref);
    const [a, b] = contrast ? [sources.get(contrast.a.source), sources.get(contrast.b.source)] : [];
    if (!contrast || !a || !b) {
      say(at, 'no-entry', `there is no contrast ${ref}`);
      return [];
    }
    if (contrasts.indexOf(ref) !== at) say(at, 'twice', `${ref} is selected twice`);
    if (folded(a, contrast.a.span) || folded(b, contrast.b.span))
      say(at, 'folded', `${ref} lies in a folded passage; no required item may`);
    if (!changes.includes(contrast.changes))
      say(at, 'no-class', `${ref} changes ${contrast.changes}, which is not offered`);
    return [{ ref, contrast, a, b }];
  });
  const units = chosen.flatMap(({ contrast }) => (contrast.contested ? [] : contrast.changes));
  problems.push(...tooFewOf('changes', changes, units));
  if (problems.length > 0) return { problems };
  const passages = passagesOf(chosen.flatMap(({ a, b }) => [a, b]));
  const entries = numbered(passages, chosen, ({ a, contrast }) => ({ source: a, span: contrast.a.span })).map(
    ({ id, ref, contrast, a, b }) => {
      const differs = {
        a: contrast.differs.a.map((span) => place(a, span)),
        b: contrast.differs.b.map((span) => place(b, span))
      };
      return {
        asked: {
          id,
          places: [place(a, contrast.a.span), place(b, contrast.b.span)],
          matter: contrast.matter,
          differs
        },
        ref,
        contrast,
        shows: [...differs.a, ...differs.b]
      };
    }
  );
  return {
    item: { mode: 'side', passages, changes, asked: entries.map(({ asked }) => asked) },
    key: {
      mode: 'side',
      entries: entries.map(({ asked: { id, places }, ref, contrast, shows }) => ({
        id,
        ref,
        places,
        shows,
        as: contrast.changes,
        reason: contrast.reason,
        contested: contrast.contested
      }))
    }
  };
}
