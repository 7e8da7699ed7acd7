import { error } from '@sveltejs/kit';
import type { Component } from 'svelte';
import type { PrintProps } from '$lib/exercises/define.ts';
import { isTypeName, registry } from '$lib/exercises/registry.ts';

/** The worksheet of an exercise type. Items and keys stay `unknown` outside the type's folder. */
export async function printOf(type: string): Promise<Component<PrintProps<unknown, unknown>>> {
  if (!isTypeName(type)) error(500, 'This page is older than its exercise. Reload it.');
  return (await registry[type].Print()).default as unknown as Component<PrintProps<unknown, unknown>>;
}
