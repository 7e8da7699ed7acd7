/** The message of an `Announcer`. */
export class Announce {
  message = $state.raw({ text: '', turn: 0 });

  say(text: string): void {
    this.message = { text, turn: this.message.turn + 1 };
  }
}
