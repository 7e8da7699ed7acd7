import type { Click } from '$lib/classroom/live/clicks.ts';
import type { LivePhase, Pointed } from '$lib/classroom/live/state.ts';
import type { Passage } from '$lib/exercises/define.ts';
import { textName } from '$lib/exercises/parts/words.ts';
import type { ShownStep } from '$lib/server/live/shown.ts';
import { knownAs } from '../../../../../learn/provenance.ts';
import type { Given } from './follow.svelte.ts';
import { endOf, paragraphIndex, isEnd, isStart, paragraphOf, paragraphsIn, startOf } from './paragraphs.ts';

/** Somewhere for the wall to go; the place is `null` for the top of the step. */
export interface Turn {
  place: Pointed | null;
}

/** Where the wall stands, and where it goes by one paragraph; `null`: no further that way. */
export interface Turning {
  stands: string;
  up: Turn | null;
  down: Turn | null;
}

/** What stands on the wall beside the texts. */
export interface Around {
  /** Whether a picture of what the class gave stands above the texts: it may be higher than the wall. */
  pictured: boolean;
  /** Whether something may stand below the texts; and whether that may be higher than the wall. */
  below: boolean;
  long: boolean;
}

/** More items do not stand one below the other beside the text, nor in one window below it. */
const BESIDE = 30;
const AT_ONCE = 12;

/** Whether what is asked has its letters in the texts, so that its shares can stand beside them. */
export const isLettered = ({ pictured, asked }: Pick<Given, 'pictured' | 'asked'>): boolean =>
  !pictured && asked.length > 0 && asked.length <= BESIDE;

/**
 * What stands below the texts on the wall.
 * @param phase `null` where nobody gave anything: then nothing does
 */
export function belowIn(given: Given, phase: LivePhase | null): Pick<Around, 'below' | 'long'> {
  const items = (phase === 'revealed' && given.step.key?.items) || [];
  const contested = items.filter((item) => item.contested);
  return {
    below:
      (phase === 'revealed' && (!isLettered(given) || given.tabled || contested.length > 0)) ||
      (phase === 'shown' && given.tabled && !given.pictured),
    long: (!isLettered(given) && items.length > AT_ONCE) || contested.length > 1
  };
}

/**
 * @param turned what the wall is turned to; `null`: the top
 * @param nameOf what a text is called
 */
export function turningOf(
  passages: readonly Pick<Passage, 'source' | 'text'>[],
  turned: Pointed | null,
  nameOf: (source: string) => string,
  { pictured, below, long }: Around
): Turning {
  const paragraphs = paragraphsIn(passages);
  const above = pictured ? [null, startOf(passages)] : [];
  const behind = [...(below ? [endOf(passages)] : []), ...(below && long ? [endOf(passages, true)] : [])];
  const places = [...above, ...paragraphs, ...behind];
  const at = placeIn(turned);
  const to = (n: number) => (n in places ? { place: places[n]! } : null);
  return {
    stands: standsAt(passages, turned, nameOf, { pictured, below }),
    up: at === 0 ? null : to(at - 1),
    down: to(at + 1)
  };

  function placeIn(turned: Pointed | null): number {
    if (!turned) return 0;
    if (isStart(turned)) return pictured ? 1 : 0;
    // What was below the texts may be gone.
    if (isEnd(turned)) return Math.min(places.length - 1, above.length + paragraphs.length + beyond(turned));
    return above.length + Math.max(0, paragraphIndex(paragraphs, turned));
  }

  function beyond({ start }: Pointed): number {
    return start - (passages.at(-1)?.text.length ?? 0);
  }
}

function standsAt(
  passages: readonly Pick<Passage, 'source' | 'text'>[],
  turned: Pointed | null,
  nameOf: (source: string) => string,
  { pictured, below }: Pick<Around, 'pictured' | 'below'>
): string {
  if (turned && isStart(turned) && pictured) return 'On the wall: the end of the table.';
  if (turned && isEnd(turned)) return `On the wall: ${below ? 'below' : 'the end of'} the texts.`;
  const place = turned && !isStart(turned) && paragraphOf(passages, turned);
  if (!turned || !place) return 'On the wall: from the top.';
  const text = passages.length > 1 ? `${nameOf(turned.source)}, ` : '';
  return `On the wall: ${text}paragraph ${place.number} of ${place.of}.`;
}

/**
 * A click as it is sent: where it brings a picture of what the class gave, above the texts, the wall goes to it.
 * @param picture whether one would come that does not stand there yet
 */
export const broughtBy = (click: Click, picture: boolean): Click =>
  picture && (click.do === 'show' || click.do === 'reveal') ? { ...click, top: true } : click;

/** What the texts of a step are called. */
export function namesIn({ sources, item: { passages } }: Pick<ShownStep, 'sources' | 'item'>) {
  const known = knownAs(sources);
  return (source: string): string =>
    known(source)?.name ??
    textName(
      passages.findIndex((passage) => passage.source === source),
      passages.length
    );
}
