import type { Click } from '$lib/classroom/live/clicks.ts';
import type { Pointed } from '$lib/classroom/live/state.ts';
import type { Passage } from '$lib/exercises/define.ts';
import { textName } from '$lib/exercises/parts/words.ts';
import type { ShownStep } from '$lib/server/live/shown.ts';
import { knownAs } from '../../../../../learn/provenance.ts';
import { endOf, isEnd, lastParagraph, paragraphBy, paragraphOf } from './paragraphs.ts';

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

/**
 * @param turned what the wall is turned to; `null`: the top
 * @param nameOf what a text is called
 * @param pictured whether what the class gave stands above the texts: then the first paragraph is one turn below the top
 * @param more whether something may stand below the texts: then there is a turn to it after the last paragraph
 */
export function turningOf(
  passages: readonly Pick<Passage, 'source' | 'text'>[],
  turned: Pointed | null,
  nameOf: (source: string) => string,
  pictured: boolean,
  more: boolean
): Turning {
  const end = endOf(passages);
  if (turned && isEnd(turned)) {
    const last = lastParagraph(passages);
    return { stands: 'On the wall: below the texts.', up: last && { place: last }, down: null };
  }
  const at = turned ?? (pictured ? null : paragraphBy(passages, null, 1));
  const up = turned && paragraphBy(passages, turned, -1);
  const down = paragraphBy(passages, at, 1) ?? (more ? end : null);
  return {
    stands: standsAt(passages, turned, nameOf),
    up: up ? { place: up } : turned && pictured ? { place: null } : null,
    down: down && { place: down }
  };
}

function standsAt(
  passages: readonly Pick<Passage, 'source' | 'text'>[],
  turned: Pointed | null,
  nameOf: (source: string) => string
): string {
  const place = turned && paragraphOf(passages, turned);
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
