import { tick } from 'svelte';
import { replaceState } from '$app/navigation';
import { page } from '$app/state';
import { edited, stepName } from '$lib/classroom/build.ts';
import type { Catalogue, Step } from '$lib/classroom/draft.ts';
import { titleOf } from '$lib/classroom/live/naming.ts';
import type { Announce } from '$lib/ui/announce.svelte.ts';

/** What is chosen for a session, in its order, and what it is called. The address has both, so that a reload keeps them. */
export class Chosen {
  steps = $state.raw<readonly Step[]>([]);
  /** As it was typed; `null` until somebody types. */
  title = $state<string | null>(null);
  readonly #catalogue: Catalogue;
  readonly #announce: Announce;

  constructor(catalogue: Catalogue, announce: Announce) {
    this.#catalogue = catalogue;
    this.#announce = announce;
  }

  /** Takes what the server has of it. */
  take({ steps, title }: { steps: readonly Step[]; title: string | null }): void {
    this.steps = steps;
    this.title = title;
  }

  rename(title: string): void {
    this.title = title;
    this.#keep();
  }

  /** Changes the list as a button says (`edited`), says what became of it, and keeps the focus on what was moved. */
  async edit(edit: string): Promise<void> {
    const [verb = '', where = ''] = edit.split(' ');
    const before = this.steps[Number(where)];
    const name = verb === 'add' ? where : before ? stepName(before) : '';
    this.steps = edited(this.#catalogue, this.steps, edit);
    this.#keep();
    await tick();
    const at = this.steps.findIndex((step) => stepName(step) === name);
    const step = this.steps[at] ?? before;
    const title = step ? `“${titleOf(this.#catalogue, step)}”` : 'It';
    const { length } = this.steps;
    if (verb === 'remove') {
      this.#announce.say(`${title} is taken out, ${length} chosen`);
      document
        .getElementById(length > 0 ? `chosen-${Math.min(Number(where), length - 1)}` : 'chosen')
        ?.focus();
    } else if (verb === 'add') this.#announce.say(`${title} is step ${at + 1}`);
    else {
      this.#announce.say(`${title} is step ${at + 1} of ${length}`);
      const row = document.getElementById(`chosen-${at}`);
      if (!row?.contains(document.activeElement))
        row?.querySelector<HTMLElement>(`[data-do="${verb}"]`)?.focus();
    }
  }

  #keep(): void {
    const said = this.steps.map((step) => `of=${stepName(step)}`);
    if (this.title) said.push(`title=${encodeURIComponent(this.title)}`);
    // eslint-disable-next-line svelte/no-navigation-without-resolve -- it is the page's own address
    replaceState(`${page.url.pathname}?${said.join('&')}`, page.state);
  }
}
