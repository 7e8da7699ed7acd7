import type { Sat } from '$lib/classwork/sat.ts';
import type { Passage } from '$lib/exercises/define.ts';
import { isTypeName } from '$lib/exercises/registry.ts';
import { classShows, type ClassShows } from '$lib/live/class-view.ts';
import { viewsOf, type Loaded } from '../../../../learn/views.ts';
import type { StepData } from './step.server.ts';

/** A step as the page shows it: what the server gave, with what shows it. */
export interface Given extends StepData {
  shows: Loaded;
  /** What the class gave, where that is shown. */
  told: Told | null;
}

/** What shows the answers of a class to the part's own exercise. */
export interface Told extends ClassShows {
  item: { passages: readonly Passage[] };
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
  return { item: item as Told['item'], ...(await classShows(type, item)) };
}

/** The answer of a step, for a session to send; the second one begins with the first. */
export const satOf = ({ part, sat, shows }: Given): Sat => ({
  ...{ place: { work: sat.work ?? '', part, version: sat.exercise.version }, as: sat.as },
  ...{ exercise: sat.exercise, blank: sat.blank, saved: sat.saved, fits: shows.fits },
  ...{ checks: 'later', verdict: null }
});

/** Another step, another round, another exercise of the two: nothing of the one before may linger. */
export const keyOf = ({ part, sat }: Given): string => `${sat.work} ${part} ${sat.exercise.version}`;
