import type { UnsentRecord } from '../progress/schema.ts';
import { newDelivery } from './ids.ts';
import type { Kept } from './kept.ts';
import type { Sat } from './sat.ts';

/** How many deliveries are remembered that were sent and not acknowledged. */
const MOST_SENT = 20;

/** An answer that the server has not acknowledged: the browser has a copy of it, and it may have arrived all the same. */
export class Outbox {
  /** What waits; `null` where the server has everything. */
  waiting = $state.raw<UnsentRecord | null>(null);
  /** Whether the browser has kept it. */
  kept = $state(false);
  /** The delivery of another tab whose answer is shown here, while that tab sends it. */
  followed = $state<string | null>(null);
  readonly copy: Kept;
  /** Deliveries that may have arrived, from here or from another tab, and were not acknowledged here. */
  #sent: string[] = [];

  constructor(copy: Kept) {
    this.copy = copy;
  }

  /** Keeps an answer until it is sent, under a delivery of its own. */
  put(answer: Pick<UnsentRecord, 'version' | 'at' | 'answer' | 'base'>): void {
    this.followed = null;
    this.waiting = { ...answer, delivery: newDelivery(), sent: this.#sent.slice(-MOST_SENT) };
    this.kept = this.copy.write(this.waiting);
  }

  /**
   * Takes up what was kept when a page went: all that it had sent may have arrived.
   * @param checked whether nothing is taken any more
   * @returns the answer, and whether another one than it was made from was saved since; `null` where none waits
   */
  bringBack(
    { saved, fits }: Pick<Sat, 'saved' | 'fits'>,
    checked: boolean
  ): { answer: unknown; behind: boolean } | null {
    const record = this.copy.read();
    if (!record) return null;
    const { answer, base, sent, delivery } = record;
    if (saved && (saved.delivery === delivery || same(saved.answer, answer))) {
      this.copy.drop(delivery);
      return null;
    }
    if (checked || !fits(answer)) {
      this.copy.setAside();
      return null;
    }
    const behind = saved !== null && base !== saved.revision && !sent.includes(saved.delivery);
    this.#takeUp(behind ? record : { ...record, base: saved?.revision ?? 0 });
    this.#sent = [...sent];
    return { answer, behind };
  }

  /** Another tab has kept a newer answer, and sends it. */
  follow({ delivery }: UnsentRecord): void {
    this.waiting = null;
    this.followed = delivery;
    this.goes(delivery);
  }

  /** The tab that was followed may be gone: what it kept is sent from here. */
  takeOver(): void {
    const record = this.followed === null ? null : this.copy.read();
    if (!record || record.delivery !== this.followed) return;
    this.followed = null;
    this.#takeUp(record);
  }

  /** A delivery goes out, from here or from another tab. */
  goes(delivery: string): void {
    if (!this.#sent.includes(delivery)) this.#sent.push(delivery);
  }

  /** Whether what the server has may be from here. */
  mayBe(delivery: string): boolean {
    return this.#sent.includes(delivery);
  }

  /** What was sent before is of no use any more: the learner has chosen. */
  forget(): void {
    this.#sent = [];
  }

  /** The server has it. */
  arrived(): void {
    this.copy.drop(this.waiting?.delivery);
    this.waiting = null;
    this.#sent = [];
  }

  /** It will not be taken: the copy is set aside. */
  refused(): void {
    if (!this.waiting) return;
    this.waiting = null;
    this.copy.setAside();
  }

  #takeUp(record: UnsentRecord): void {
    this.waiting = record;
    this.kept = true;
  }
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
