import fc from 'fast-check';
import type { Click } from '../../classroom/live/clicks.ts';
import { mayShow, type Board } from '../../classroom/live/views.ts';
import type { LivePhase, LiveState } from '../../classroom/live/state.ts';
import type { Told } from './hub-fixture.ts';
import { PACE } from './room.ts';
import type { Shut } from './seats.ts';

/** For the tests of what comes between what: what may happen in a session, and what the rules say comes of it. */

export const LEARNERS = 3;
export const learner = fc.nat(LEARNERS - 1);

type HowToClick = (part: string, id: (who: number) => string, phase: LivePhase) => Click;

/** What may happen, in any order. Parts and learners are numbers here. */
export type Event =
  | { is: 'comes'; who: number }
  | { is: 'goes'; who: number }
  | { is: 'answers'; who: number; end: number; round: 1 | 2 }
  /** An answer that was sent before is delivered again. */
  | { is: 'repeats'; which: number }
  | { is: 'clicks'; click: HowToClick; name: string }
  | { is: 'waits'; milliseconds: number }
  /** What becomes of a learner, and what they choose, beside the clicks. */
  | { is: 'approved' | 'renamed' | 'erased' | 'stands-in'; who: number }
  | { is: 'restarts' };

const click = (name: string, how: HowToClick): Event => ({
  ...{ is: 'clicks', name },
  click: how
});

const anyClick = fc.constantFrom<Event>(
  click('go 0', () => ({ do: 'go', to: 0 })),
  click('go 1', () => ({ do: 'go', to: 1 })),
  click('open', (part) => ({ do: 'open', part, minutes: null })),
  click('open for a while', (part) => ({ do: 'open', part, minutes: 0.5 })),
  click('close', (part) => ({ do: 'close', part })),
  click('show', (part) => ({ do: 'show', part })),
  click('again', (part) => ({ do: 'again', part, minutes: null })),
  click('reveal', (part) => ({ do: 'reveal', part })),
  click('names', () => ({ do: 'names', shown: true })),
  click('no names', () => ({ do: 'names', shown: false })),
  click('own pace', () => ({ do: 'pace', pace: 'own' })),
  click('together', () => ({ do: 'pace', pace: 'together' })),
  click('point', (part) => ({ do: 'point', part, place: { source: 'a', start: 1, end: 4 } })),
  click('shut', () => ({ do: 'door', shut: true })),
  click('unlock', () => ({ do: 'door', shut: false })),
  click('out', (_, id) => ({ do: 'out', learner: id(0) })),
  click('in', (_, id) => ({ do: 'in', learner: id(0) })),
  click('longer', (part, id) => ({ do: 'longer', part, learner: id(1), minutes: 1 }))
);

/** What an instructor does who goes through a step with everything that there is. */
const ONWARD: Record<LivePhase, (part: string) => Click> = {
  waiting: (part) => ({ do: 'open', part, minutes: null }),
  open: (part) => ({ do: 'close', part }),
  closed: (part) => ({ do: 'show', part }),
  shown: (part) => ({ do: 'again', part, minutes: null }),
  again: (part) => ({ do: 'close', part }),
  settled: (part) => ({ do: 'show', part }),
  revealed: () => ({ do: 'go', to: 0 })
};
const onward = click('onward', (part, _, phase) => ONWARD[phase](part));

const anyEvent: fc.Arbitrary<Event> = fc.oneof(
  fc.record({ is: fc.constant('goes' as const), who: learner }),
  {
    weight: 6,
    arbitrary: fc.record({
      ...{ is: fc.constant('answers' as const), who: learner, end: fc.integer({ min: 1, max: 9 }) },
      round: fc.constantFrom(1 as const, 1 as const, 2 as const)
    })
  },
  fc.record({ is: fc.constant('repeats' as const), which: fc.nat(9) }),
  fc.record({ is: fc.constant('waits' as const), milliseconds: fc.constantFrom(10, 100, 300, 5000) }),
  fc.constant<Event>({ is: 'restarts' }),
  fc.record({
    is: fc.constantFrom('approved' as const, 'renamed' as const, 'stands-in' as const),
    who: learner
  }),
  fc.constant<Event>({ is: 'erased', who: 2 }),
  { weight: 8, arbitrary: anyClick },
  { weight: 3, arbitrary: fc.constant(onward) },
  { weight: 3, arbitrary: fc.record({ is: fc.constant('comes' as const), who: learner }) }
);

/** So that not everything that happens is refused. */
export const BEGINNING: Event[] = [
  click('go 0', () => ({ do: 'go', to: 0 })),
  click('open', (part) => ({ do: 'open', part, minutes: null })),
  { is: 'comes', who: 0 }
];

const shown = (event: Event) => ('name' in event ? event.name : JSON.stringify(event));
export const anyEvents = fc
  .array(anyEvent, { minLength: 5, maxLength: 40 })
  .map((events) => Object.assign(events, { toString: () => events.map(shown).join(', ') }));

/** What becomes of the devices of learners by the rules, told apart from how a server gets there. */
export class Expected {
  /** Who has a seat, and since when. */
  readonly #seated = new Map<string, number>();
  readonly #erased = new Set<string>();
  /** How the session stood, and since when. */
  readonly #stood: { since: number; state: LiveState }[] = [];
  /** How each device was received, and whether its learner was taken out since. */
  readonly #devices = new Map<string, { came: Shut | null; out: boolean }>();

  /** The session stands thus from now on. */
  stands(state: LiveState, since: number): void {
    this.#stood.push({ since, state });
    for (const [learner, device] of this.#devices) device.out ||= state.out.includes(learner);
  }

  get state(): LiveState {
    return this.#stood.at(-1)!.state;
  }

  /** A device of a learner comes; the last one they had is of no interest any more. */
  comes(learner: string, now: number): void {
    const { out, shut, endedAt } = this.state;
    const came = out.includes(learner)
      ? 'out'
      : endedAt !== null
        ? 'ended'
        : shut && !this.#seated.has(learner)
          ? 'shut'
          : null;
    if (came === null && !this.#seated.has(learner)) this.#seated.set(learner, now);
    this.#devices.set(learner, { came, out: false });
  }

  seatedSince(learner: string): number {
    return this.#seated.get(learner)!;
  }

  erased(learner: string): void {
    this.#erased.add(learner);
    this.#seated.delete(learner);
  }

  /** Why a device is told nothing any more; of what follows upon each other at once, it may have been told either. */
  refusals(learner: string): (Shut | null)[] {
    const { came, out } = this.#devices.get(learner)!;
    const ended = this.state.endedAt === null ? null : 'ended';
    if (came !== null) return [came];
    if (this.#erased.has(learner)) return ended ? ['signed-out', ended] : ['signed-out'];
    if (this.state.out.includes(learner)) return ['out'];
    return out ? ['out', ended] : [ended];
  }

  /** Whether what a learner's device heard of the class might be seen then, or until the pace before. */
  mightHear({ at, data }: Told): boolean {
    const { part, second } = data as Board;
    return this.#stood.some(
      ({ since, state }, i) =>
        since <= at &&
        (this.#stood[i + 1]?.since ?? Infinity) >= at - PACE &&
        mayShow(state, part, second ? 2 : 1)
    );
  }
}
