/** The message of an `Announcer`. */
export class Announce {
  message = $state.raw({ text: '', turn: 0 });

  /** What was said last is not read: an effect may say something and not run again for having said it. */
  #turn = 0;

  say(text: string): void {
    this.message = { text, turn: ++this.#turn };
  }
}
