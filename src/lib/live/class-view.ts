import type { Component } from 'svelte';
import type { ClassProps, ClassUnit, ReadingName } from '../exercises/define.ts';
import { registry, type TypeName } from '../exercises/registry.ts';

/** What shows the answers of a class to one exercise. */
export interface ClassShows {
  ClassView: Component<ClassProps<unknown, unknown>>;
  /** What is asked about in the texts, in the order of the numbers that learners have. */
  asked: ClassUnit[];
  reading: (unit: string, given: string) => ReadingName;
  /** What a reading is called, in words. */
  nameOf: (unit: string, given: string) => string;
  /** What the key has of units; `null` where careful readers differ. */
  keyed: (key: unknown) => ReadonlyMap<string, string | null>;
  /** Whether a picture of its own stands above the texts, and a table beside them. */
  pictured: boolean;
  tabled: boolean;
}

/** Loads what shows a class's answers, on the server as in the browser. @param item of an exercise of this type */
export async function classShows(type: TypeName, item: unknown): Promise<ClassShows> {
  const [view, classroom] = await Promise.all([registry[type].ClassView(), registry[type].classroom()]);
  // Only the registry knows which item goes with which view.
  const of = item as never;
  const reading: ClassShows['reading'] = (unit, given) => classroom.reading(of, unit, given);
  return {
    ClassView: view.default as unknown as ClassShows['ClassView'],
    asked: classroom.asked(of),
    reading,
    nameOf: (unit, given) => reading(unit, given).name,
    keyed: (key) => classroom.keyed(of, key as never),
    pictured: classroom.pictured,
    tabled: classroom.tabled(of)
  };
}
