import type { Component } from 'svelte';

const bodies = import.meta.glob<{ default: Component }>(['/lessons/*/*.md', '!/lessons/*/*.teacher.md']);

/** The text of a lesson, in a file of its own; `null` where the packs have no such lesson. */
export async function bodyOf(pack: string, lesson: string): Promise<Component | null> {
  return (await bodies[`/lessons/${pack}/${lesson}.md`]?.())?.default ?? null;
}
