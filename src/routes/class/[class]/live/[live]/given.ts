import type { Component } from 'svelte';
import type { Sat } from '$lib/classwork/remote.svelte.ts';
import type { ClassProps, Passage } from '$lib/exercises/define.ts';
import { isTypeName, registry } from '$lib/exercises/registry.ts';
import { viewsOf, type Loaded } from '../../../../learn/views.ts';
import type { StepData } from './step.server.ts';

/** A step as the page shows it: what the server gave, with what shows it. */
export interface Given extends StepData {
  shows: Loaded;
  /** What the class gave, where that is shown. */
  told: Told | null;
}

/** What shows the answers of a class to the part's own exercise. */
export interface Told {
  item: { passages: readonly Passage[] };
  /** What a reading of an item is called. */
  name: (item: string, given: string) => string;
  ClassView: Component<ClassProps<unknown, unknown>>;
}

/** Loads what shows a step, on the server as in the browser. */
export async function withViews(step: StepData): Promise<Given> {
  const [[shows], told] = await Promise.all([viewsOf([step.sat], 'now'), toldOf(step)]);
  return { ...step, shows: shows!, told };
}

/** A learner who takes the stand-in has another exercise than the class: its text comes apart. */
async function toldOf({ text, sat }: StepData): Promise<Told | null> {
  if (!text) return null;
  const { type, item } = text.instead ?? sat.exercise;
  if (!isTypeName(type)) return null;
  const [classroom, { default: ClassView }] = await Promise.all([
    registry[type].classroom(),
    registry[type].ClassView()
  ]);
  // Only the registry knows which item goes with which view.
  const own = item as Told['item'];
  const name: Told['name'] = (id, given) => classroom.reading(item as never, id, given).name;
  return { item: own, name, ClassView: ClassView as unknown as Told['ClassView'] };
}

/** The answer of a step, for a session to send; the second one begins with the first. */
export const satOf = ({ part, sat, shows }: Given): Sat => ({
  ...{ place: { work: sat.work ?? '', part, version: sat.exercise.version }, as: sat.as },
  ...{ exercise: sat.exercise, blank: sat.blank, saved: sat.saved, fits: shows.fits },
  ...{ checks: 'later', verdict: null }
});

/** Another step, another round, another exercise of the two: nothing of the one before may linger. */
export const keyOf = ({ part, sat }: Given): string => `${sat.work} ${part} ${sat.exercise.version}`;
