import { z } from 'zod';
import type { ClassUnit } from '../../exercises/define.ts';
import { samePlace } from '../../exercises/pointed.ts';
import type { LiveState } from './state.ts';
import { Id } from '../ids.ts';
import { closedSince, phaseAt, Pointed, type LivePhase, type LiveStep } from './state.ts';

/**
 * What an instructor does in a live session, and what becomes of its state. A click that comes twice, or from two devices
 * at once, changes nothing the second time; one that does not fit is refused, with what to do instead.
 */

/** Minutes to answer in; `null` until it is closed. */
const Minutes = z.number().min(0.5).max(120);

/** Whether what is shown comes above the texts as a picture: the wall is turned to it then. */
const Top = z.boolean().optional();

const at = <Name extends string>(name: Name) => z.strictObject({ do: z.literal(name), part: Id });

export const Click = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('go'), to: z.int().min(0).max(99) }),
  /** The way in on the wall, in place of the step; or the step again. */
  z.strictObject({ do: z.literal('way-in'), shown: z.boolean() }),
  at('open').extend({ minutes: Minutes.nullable() }),
  at('close'),
  at('show').extend({ top: Top }),
  at('point').extend({ place: Pointed.nullable() }),
  /** Turns the wall, and nothing but the wall, to a place in the texts, whatever is shown over them; `null`: to the top. */
  at('turn').extend({ place: Pointed.omit({ unit: true }).nullable() }),
  at('again').extend({ minutes: Minutes.nullable() }),
  at('reveal').extend({ top: Top }),
  /** More time: for one learner, or for everybody. */
  at('longer').extend({ learner: Id.nullable(), minutes: Minutes }),
  z.strictObject({ do: z.literal('names'), shown: z.boolean() }),
  z.strictObject({ do: z.literal('door'), shut: z.boolean() }),
  z.strictObject({ do: z.literal('pace'), pace: z.enum(['together', 'own']) }),
  z.strictObject({ do: z.literal('out'), learner: Id }),
  z.strictObject({ do: z.literal('in'), learner: Id }),
  z.strictObject({ do: z.literal('end') })
]);
export type Click = z.infer<typeof Click>;

/** The state after a click, or why it does not fit. */
export type Clicked = { state: LiveState } | { refused: string };

type StepClick = Extract<Click, { part: string }>;

const MINUTE = 60_000;

/** What everybody is asked about: its id, and where it stands. */
type Asked = Pick<ClassUnit, 'id' | 'places'>;

/**
 * The state after a click. The same state, where it is so already.
 * @param asked what everybody is asked about in the step: before the key is revealed nothing else can be named by a click
 */
export function clicked(state: LiveState, click: Click, now: number, asked: readonly Asked[] = []): Clicked {
  if (state.endedAt !== null) return click.do === 'end' ? { state } : { refused: 'This session has ended.' };
  switch (click.do) {
    case 'go':
      if (click.to >= state.steps.length) return { refused: 'There is no such step.' };
      return changed(state, { at: click.to, wayIn: false });
    case 'way-in':
      if (click.shown && state.at < 0) return { state };
      return changed(state, { wayIn: click.shown });
    case 'names':
      return changed(state, { names: click.shown });
    case 'door':
      return changed(state, { shut: click.shut });
    case 'pace':
      return changed(state, { pace: click.pace });
    case 'out':
      return state.out.includes(click.learner)
        ? { state }
        : changed(state, { out: [...state.out, click.learner] });
    case 'in':
      return state.out.includes(click.learner)
        ? changed(state, { out: state.out.filter((id) => id !== click.learner) })
        : { state };
    case 'end':
      return changed(state, { endedAt: now });
    default:
      return onStep(state, click, now, asked);
  }
}

function onStep(state: LiveState, click: StepClick, now: number, asked: readonly Asked[]): Clicked {
  const n = state.steps.findIndex(({ part }) => part === click.part);
  const step = state.steps[n];
  if (!step) return { refused: 'There is no such step.' };
  const outcome = stepAfter(step, click, now, asked);
  if ('refused' in outcome) return outcome;
  // What is done with a step is to be seen: but for more time, the wall shows it again.
  const wayIn = state.wayIn && click.do === 'longer';
  return outcome.step === step
    ? changed(state, { wayIn })
    : { state: { ...state, wayIn, steps: state.steps.with(n, outcome.step) } };
}

/** From where each click leads where. */
const WAYS: Record<'open' | 'close' | 'show' | 'again' | 'reveal', Partial<Record<LivePhase, LivePhase>>> = {
  open: { waiting: 'open', closed: 'open' },
  close: { open: 'closed', again: 'settled' },
  show: { closed: 'shown', settled: 'shown' },
  again: { closed: 'again', shown: 'again', settled: 'again' },
  reveal: { closed: 'revealed', shown: 'revealed', settled: 'revealed' }
};

/** Where a click has led already, so that it changes nothing a second time. */
const THERE: Record<keyof typeof WAYS, readonly LivePhase[]> = {
  open: ['open'],
  close: ['closed', 'settled'],
  show: ['shown'],
  again: ['again'],
  reveal: ['revealed']
};

const REFUSED: Record<keyof typeof WAYS, string> = {
  open: 'What the class gave was shown already. Let them answer again instead.',
  close: 'Nothing is open that could be closed.',
  show: 'Close the answers first: until then everybody answers alone.',
  again: 'A second answer follows a first one: open the step, then close it.',
  reveal: 'Close the answers first: the key is for when nobody answers any more.'
};

function stepAfter(
  step: LiveStep,
  click: StepClick,
  now: number,
  asked: readonly Asked[]
): { step: LiveStep } | { refused: string } {
  const phase = phaseAt(step, now);
  switch (click.do) {
    case 'point':
      if (phase !== 'shown' && phase !== 'revealed')
        return { refused: 'Point at words once the class’s answers are shown.' };
      if (phase === 'shown' && isSecret(click.place, asked))
        return { refused: 'That is in the key alone. Reveal the key first, then point at it.' };
      // The wall goes there, and stays there once nothing is pointed at any more.
      return { step: placed(step, { pointed: click.place, turned: click.place ?? step.turned }) };
    case 'turn':
      return { step: placed(step, { turned: click.place }) };
    case 'longer':
      return longer(step, click, now);
    default: {
      const to = WAYS[click.do][phase];
      if (to === undefined)
        return THERE[click.do].includes(phase) ? { step } : { refused: REFUSED[click.do] };
      const opens = click.do === 'open' || click.do === 'again';
      const minutes = opens ? click.minutes : null;
      const until = minutes === null ? null : now + minutes * MINUTE;
      return {
        step: {
          ...step,
          phase: to,
          until,
          longer: opens || to === 'shown' || to === 'revealed' ? {} : step.longer,
          twice: step.twice || to === 'again',
          seen: step.seen || to === 'shown' || to === 'revealed',
          openedAt: opens ? now : step.openedAt,
          closedAt: opens ? null : (closedSince(step, now) ?? now),
          // Nobody who answers is told where to look; the wall stays where it is in the texts.
          pointed: opens ? null : step.pointed,
          turned: 'top' in click && click.top ? null : step.turned
        }
      };
    }
  }
}

/** Whether a place names something that nobody is asked about there: the name would say what the key has. */
const isSecret = (place: Pointed | null, asked: readonly Asked[]): boolean =>
  place?.unit !== undefined &&
  !asked.some(({ id, places }) => id === place.unit && places.some((one) => samePlace(one, place)));

/** The step with another place in it; the same one, where it is there already. */
const placed = (step: LiveStep, to: Partial<Pick<LiveStep, 'pointed' | 'turned'>>): LiveStep => {
  const other = { ...step, ...to };
  return same(step, other) ? step : other;
};

/** More time from when it would have been over; where that has passed, or no end was set, from now. */
function longer(
  step: LiveStep,
  { learner, minutes }: Extract<Click, { do: 'longer' }>,
  now: number
): { step: LiveStep } | { refused: string } {
  const { phase, until } = step;
  const add = (from: number | null | undefined) => Math.max(now, from ?? 0) + minutes * MINUTE;
  if (phase !== 'open' && phase !== 'again' && phase !== 'closed' && phase !== 'settled')
    return { refused: 'More time is for a step that is being answered.' };
  if (learner !== null)
    return { step: { ...step, longer: { ...step.longer, [learner]: add(step.longer[learner] ?? until) } } };
  if (phase === 'closed' || phase === 'settled')
    return { refused: 'The answers are closed. Open them again, with the time that they need.' };
  return { step: { ...step, until: add(until) } };
}

function changed(state: LiveState, change: Partial<LiveState>): Clicked {
  const other = Object.entries(change).some(([name, value]) => state[name as keyof LiveState] !== value);
  return { state: other ? { ...state, ...change } : state };
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
