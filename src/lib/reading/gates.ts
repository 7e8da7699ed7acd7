import type { LayerName } from './layers.ts';

/** Which layers a learner may switch on: those whose skill they have practised. */

/** An open exercise, as far as a gate asks. */
export interface Practice {
  slug: string;
  title: string;
  skill: string;
  sources: readonly string[];
}

/** The skills that open a layer; where a text has no exercise of the first, one of the second will do. */
const SKILLS: Readonly<Record<LayerName, readonly (readonly string[])[]>> = {
  voice: [['voice', 'documents']],
  cues: [['cues', 'chains'], ['documents']],
  figures: [['figures']],
  framing: [['framing', 'actors']]
};
/** What is learnt of voice and cues in one text says little of another; numbers and wordings go across texts. */
const ON_THIS_TEXT: ReadonlySet<LayerName> = new Set(['voice', 'cues']);

export interface Gate {
  open: boolean;
  /** The exercise to do first; `null` where the pack has none. */
  by: Practice | null;
  /** Whether `by` trains what the layer shows, and whether it is on this text. */
  trains: boolean;
  here: boolean;
}

/**
 * Whether a layer is open.
 * @param source the text; `null` for a picture of the whole pack
 * @param exercises the pack's open exercises, from easy to hard
 * @param done whether an exercise, or the one that was taken instead of it, was checked
 */
export function gate(
  layer: LayerName,
  source: string | null,
  exercises: readonly Practice[],
  done: (slug: string) => boolean
): Gate {
  const on = (exercise: Practice) => source !== null && exercise.sources.includes(source);
  const skilled = SKILLS[layer].map((skills) => exercises.filter(({ skill }) => skills.includes(skill)));
  const groups = [
    ...(ON_THIS_TEXT.has(layer) ? skilled.map((group) => group.filter(on)) : []),
    ...skilled,
    // A pack that asks nothing of this kind shows it to whoever has worked on the text.
    exercises.filter(on),
    [...exercises]
  ];
  const group = groups.find(({ length }) => length > 0) ?? [];
  const alone = (exercise: Practice) => on(exercise) && exercise.sources.length === 1;
  const by = group.find(alone) ?? group.find(on) ?? group[0] ?? null;
  return {
    open: group.some(({ slug }) => done(slug)),
    by,
    trains: skilled.flat().some(({ slug }) => slug === by?.slug),
    here: by !== null && on(by)
  };
}

/** The closed among some layers, by the exercise to do first for them; those that have none are left out. */
export function closedBy<T extends { gate: Gate }>(gates: readonly T[]): { by: Practice; layers: T[] }[] {
  const closed = new Map<string, { by: Practice; layers: T[] }>();
  for (const layer of gates) {
    const { open, by } = layer.gate;
    if (open || !by) continue;
    const group = closed.get(by.slug) ?? { by, layers: [] };
    group.layers.push(layer);
    closed.set(by.slug, group);
  }
  return [...closed.values()];
}
