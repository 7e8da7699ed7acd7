import { listed } from '../../text/listed.ts';
import type { Scored, VerdictItem } from '../define.ts';
import { isOpen, leaning, tooLittle, type Told } from '../parts/account.ts';
import { commonest } from '../parts/class-words.ts';
import { count } from '../parts/words.ts';
import { partOf, type Part } from './lines.ts';
import { ADVICE } from './reasons.ts';

/** A verdict in a few sentences: what was found, to which side the learner leans, and what to look at next. */
export function told(verdict: Scored): Told {
  return { found: found(verdict.items), tendency: tendency(verdict), next: next(verdict.items) };
}

const agrees = ({ code }: VerdictItem) => ['right', 'found'].includes(code);

function found(items: readonly VerdictItem[]): string {
  const asked = items.filter((i) => i.scored);
  const of = (part: Part) => asked.filter((i) => partOf(i).part === part);
  const present = of('cells').filter(({ key }) => key.length > 0);
  const empty = of('cells').filter(({ key }) => key.length === 0);
  const cells = `You found ${present.filter(agrees).length} of ${count(present.length, 'number')}`;
  const absent =
    empty.length > 0
      ? `, and ${empty.filter(agrees).length} of ${count(empty.length, 'place')} where a text has none`
      : '';
  const rest = (['relations', 'origins', 'pairs', 'questions'] as const)
    .map((part) => ({ part, all: of(part) }))
    .filter(({ all }) => all.length > 0)
    .map(({ part, all }) => `${all.filter(agrees).length} of ${count(all.length, ...NOUNS[part])}`);
  const others = rest.length > 0 ? ` You read ${listed(rest)} as the key does.` : '';
  return `${cells}${absent}.${others}`;
}

const NOUNS: Record<Exclude<Part, 'cells'>, [one: string, many?: string]> = {
  relations: ['relation'],
  origins: ['origin'],
  pairs: ['pair of numbers', 'pairs of numbers'],
  questions: ['question']
};

function tendency(verdict: Scored): string {
  const little = tooLittle(verdict);
  if (little) return little;
  const { detection } = verdict;
  const opened = verdict.items.filter(isOpen);
  if (detection) {
    if (detection.hits + detection.falseAlarms === 0) return 'You put no number into the table.';
    const cells = opened.some((i) => partOf(i).part === 'cells');
    return leaning(verdict, 'You told what a text counts from what it leaves out each time', cells);
  }
  const open = opened.length;
  return open > 0 ? `You left ${open} open.` : 'You answered everything that is asked.';
}

function next(items: readonly VerdictItem[]): string {
  const off = items.filter(
    (i) => i.scored && !agrees(i) && !['unanswered', 'unasked', 'accepted'].includes(i.code)
  );
  const most = commonest(
    off.map((i) => {
      const { part } = partOf(i);
      return part === 'cells' ? i.code : part;
    })
  );
  if (most) return ADVICE[most] ?? 'Look next at the items below where your reading and the key’s part.';
  if (items.some((i) => i.scored && i.code === 'unanswered')) return 'Look next at what you left open.';
  return 'Put the same questions to the numbers of another text next.';
}
