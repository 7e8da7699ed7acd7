import { attribution } from './attribution/index.ts';

/** Every exercise type, by the name that exercise files use. */
export const registry = {
  attribution
};

export type TypeName = keyof typeof registry;

export function isTypeName(name: string): name is TypeName {
  return Object.hasOwn(registry, name);
}
