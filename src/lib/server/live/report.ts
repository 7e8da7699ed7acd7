import type { Kysely } from 'kysely';
import {
  agreements,
  compared,
  toTakeUp,
  withKept,
  type Compared,
  type TakenUp
} from '../../classroom/live/compared.ts';
import type { LivePhase } from '../../classroom/live/state.ts';
import type { ClassCounts } from '../../exercises/define.ts';
import type { AgreementChange } from '../../exercises/parts/agreed.ts';
import { registry, type TypeName } from '../../exercises/registry.ts';
import type { Database } from '../db/schema.ts';
import { versionOf, type Pinned } from '../versions.ts';
import { liveAnswers, type LiveAnswer } from './answers.ts';
import type { Live } from './sessions.ts';
import { keyItems } from './shown.ts';

/** What came of a live session, step by step. It holds the key: for instructors alone. */

export interface StepReport {
  part: string;
  number: number;
  title: string;
  type: TypeName;
  phase: LivePhase;
  first: ClassCounts;
  /** `null` without a second round. Who gave no second answer counts with the first one. */
  second: ClassCounts | null;
  /** How many count with the first one. */
  kept: number;
  /** How many of those who answered twice gave something else, and how many answered twice. */
  changed: { of: number; count: number };
  agreement: AgreementChange[];
  rows: Compared[];
  takeUp: TakenUp[];
  /** Answers to what stands in for it: they are in none of the counts. */
  instead: number;
  /** What a reading is called, by item and reading: of those that were given. */
  names: Record<string, Record<string, string>>;
}

/** The steps that were opened, in their order. */
export async function reportOf(db: Kysely<Database>, live: Live): Promise<StepReport[]> {
  const answers = await liveAnswers(db, live);
  const steps: StepReport[] = [];
  for (const [i, part] of live.parts.entries()) {
    const step = live.state.steps.find((each) => each.part === part.id);
    const pinned = part.version ? await versionOf(db, part.version) : null;
    if (!step || !pinned || step.phase === 'waiting') continue;
    const mine = answers.filter((answer) => answer.part === part.id);
    const own = mine.filter(({ standIn }) => !standIn);
    steps.push({
      ...{ part: part.id, number: i + 1, phase: step.phase },
      ...(await stepReport(pinned, own, step.twice)),
      instead: new Set(mine.filter(({ standIn }) => standIn).map(({ learner }) => learner)).size
    });
  }
  return steps;
}

async function stepReport(pinned: Pinned, answers: readonly LiveAnswer[], twice: boolean) {
  const { row, item } = pinned;
  const classroom = await registry[row.type as TypeName].classroom();
  const of = (round: 1 | 2) => answers.filter((answer) => answer.round === round);
  const count = (some: readonly LiveAnswer[]) =>
    classroom.count(
      item,
      some.map(({ answer }) => JSON.parse(answer) as unknown)
    );
  const first = count(of(1));
  const byLearner = (round: 1 | 2) => new Map(of(round).map((answer) => [answer.learner, answer]));
  const before = byLearner(1);
  const { given, kept } = withKept(before, byLearner(2));
  const second = twice ? count(given) : null;
  const pairs = of(2).filter(({ learner }) => before.has(learner));
  const rows = compared(await keyItems(pinned), { first, second });
  return {
    ...{
      title: row.title,
      type: row.type as TypeName,
      first,
      second,
      kept: twice ? kept : 0,
      rows,
      takeUp: toTakeUp(rows)
    },
    changed: {
      of: pairs.length,
      count: pairs.filter(({ learner, answer }) => before.get(learner)?.answer !== answer).length
    },
    agreement: agreements(first, second),
    names: namesOf([first, second], (id, given) => classroom.reading(item, id, given).name)
  };
}

/** What readings are called that were given in any of the rounds. */
function namesOf(
  rounds: readonly (ClassCounts | null)[],
  name: (unit: string, given: string) => string
): StepReport['names'] {
  const names: StepReport['names'] = {};
  for (const { id, readings } of rounds.flatMap((counts) => counts?.units ?? []))
    for (const { given } of readings) (names[id] ??= {})[given] = name(id, given);
  return names;
}
