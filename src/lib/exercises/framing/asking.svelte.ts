import { Asking } from '../parts/asking.svelte.ts';
import type { Finding, OwnerClass, WidthClass } from './classes.ts';
import type {
  ActorsAnswer,
  ActorsItem,
  SideAnswer,
  SideItem,
  SpotAnswer,
  SpotItem,
  SwapAnswer,
  SwapItem
} from './schema.ts';
import type { Change } from '../../text/annotation.ts';
import { owed } from './owed.ts';
import { ASKS, changeOptions, findingOptions, OWNER_LABELS, widthOptions } from './words.ts';

/** A learner at a spotting exercise: plain or device, which device, whose. */
export class Spotting extends Asking<SpotItem['asked'][number], Finding, SpotAnswer> {
  readonly #item: () => SpotItem;
  /** Whether the current candidate is called a device. */
  readonly side = $derived.by(() => (this.label === null || this.label === 'plain' ? this.label : 'device'));
  readonly owner = $derived.by(() => this.setting.answer().owners[this.current.id] ?? null);

  constructor(item: () => SpotItem, answer: () => SpotAnswer, give: (answer: SpotAnswer) => void) {
    super({
      what: ASKS.spot.what,
      item,
      units: () => item().asked,
      options: () => findingOptions(['plain', 'device', ...item().devices]),
      answer,
      give
    });
    this.#item = item;
  }

  override owed(id: string): string {
    return owed(this.#item(), this.setting.answer(), id);
  }

  /** What is called plain is nobody's choice; what was called one device is still a device. */
  override choose(label: Finding): void {
    if (label === 'device' && this.side === 'device') return;
    if (label === 'plain' && this.owner !== null) {
      const answer = this.setting.answer();
      const { [this.current.id]: _, ...owners } = answer.owners;
      this.setting.give({ ...answer, owners });
    }
    super.choose(label);
  }

  /** Lays the current candidate, which is called a device, at a door. */
  lay(owner: OwnerClass): void {
    this.stay();
    const answer = this.setting.answer();
    this.setting.give({ ...answer, owners: { ...answer.owners, [this.current.id]: owner } });
    this.say(OWNER_LABELS[owner].name);
  }

  /** Which device, and whose, is asked only of what is called one: before that no digit stands for an answer to it. */
  protected override get choices(): readonly (() => void)[] {
    if (this.side !== 'device') return super.choices.slice(0, 2);
    return [...super.choices, ...this.#item().owners.map((owner) => () => this.lay(owner))];
  }
}

/** A learner who says what changes: by a swap, or from one text to another. */
export class Weighing<Item extends SwapItem | SideItem, A extends SwapAnswer | SideAnswer> extends Asking<
  Item['asked'][number],
  Change,
  A
> {
  constructor(item: () => Item, answer: () => A, give: (answer: A) => void) {
    super({
      what: ASKS[item().mode].what,
      item,
      units: () => item().asked,
      options: () => changeOptions(item().changes),
      answer,
      give,
      name: (unit) =>
        'matter' in unit ? unit.matter : `${unit.places[0]!.quote} → ${unit.swap || 'left out'}`
    });
  }
}

/** A learner who says how wide each doer is drawn. */
export class Widening extends Asking<ActorsItem['asked'][number], WidthClass, ActorsAnswer> {
  constructor(item: () => ActorsItem, answer: () => ActorsAnswer, give: (answer: ActorsAnswer) => void) {
    super({
      what: ASKS.actors.what,
      item,
      units: () => item().asked,
      options: () => widthOptions(item().widths),
      answer,
      give
    });
  }
}
