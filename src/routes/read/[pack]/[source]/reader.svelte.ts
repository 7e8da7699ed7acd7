import { Announce } from '$lib/ui/announce.svelte.ts';
import { fetched } from '$lib/reading/fetch.ts';
import type { Layer, LayerName } from '$lib/reading/layers.ts';
import { marksOf } from '$lib/reading/marks.ts';
import { LAYERS } from '$lib/reading/words.ts';

/** A reader of one text: which layer is on, and which of its entries are open. */
export class Reader {
  readonly announce = new Announce();
  readonly #urlOf: (layer: LayerName) => string;
  readonly #fetch: (url: string) => Promise<Response>;

  /** What is asked for, while it is being fetched as well. */
  wanted = $state<LayerName | null>(null);
  layer = $state.raw<Layer | null>(null);
  trouble = $state<string | null>(null);
  opened = $state.raw<string[]>([]);
  readonly marks = $derived(this.layer ? marksOf(this.layer) : []);

  constructor(urlOf: (layer: LayerName) => string, fetch: (url: string) => Promise<Response>) {
    this.#urlOf = urlOf;
    this.#fetch = fetch;
  }

  async show(name: LayerName | null): Promise<void> {
    this.wanted = name;
    this.trouble = null;
    this.opened = [];
    this.layer = null;
    if (!name) return this.announce.say('No layer is on.');
    const { name: called, list } = LAYERS[name];
    const got = await fetched(
      this.#fetch,
      this.#urlOf(name),
      `The layer “${called}”`,
      async () => (await import('$lib/reading/layers.ts')).Layer
    );
    // Another one may have been asked for in the meantime.
    if (this.wanted !== name) return;
    if ('trouble' in got) {
      this.trouble = got.trouble;
      this.wanted = null;
      return;
    }
    this.layer = got.content;
    this.announce.say(`${list}: ${got.content.entries.length}. They are marked in the text, and listed.`);
  }

  open(entries: string[]): void {
    this.opened = entries;
  }
}
