import type { Component } from 'svelte';
import type { PrintProps } from '$lib/exercises/define.ts';
import type { TypeName } from '$lib/exercises/registry.ts';
import { printOf } from '../../../../../../../print/[pack]/[exercise]/print.ts';

/** The sheets of the types that an assignment needs, by type. */
export async function printsOf(
  sheets: readonly { exercise: { type: TypeName } }[]
): Promise<Record<string, Component<PrintProps<unknown, unknown>>>> {
  const types = [...new Set(sheets.map(({ exercise }) => exercise.type))];
  return Object.fromEntries(
    await Promise.all(types.map(async (type) => [type, await printOf(type)] as const))
  );
}
