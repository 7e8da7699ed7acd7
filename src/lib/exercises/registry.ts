import { attribution } from './attribution/index.ts';
import { framing } from './framing/index.ts';
import type { ClassLogic, ExerciseType, Logic, Passage } from './define.ts';
import { figures } from './figures/index.ts';

/** Every exercise type, by the name that exercise files use. */
const types = {
  attribution,
  figures,
  framing
};

export type TypeName = keyof typeof types;

/** Values of one type, to whoever does not know which: the registry alone knows that they belong together. */
export type AnyItem = { passages: Passage[] };
export type AnyClassLogic = ClassLogic<AnyItem, unknown, unknown>;
export type AnyLogic = Logic<unknown, AnyItem, unknown, unknown>;

export const registry = types as unknown as Record<
  TypeName,
  ExerciseType<unknown, AnyItem, unknown, unknown>
>;

export function isTypeName(name: string): name is TypeName {
  return Object.hasOwn(registry, name);
}
