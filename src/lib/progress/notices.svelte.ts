/** What the page has to tell the learner besides what stands beside an exercise. Shown by the root layout. */
class Notices {
  list = $state.raw<{ id: number; text: string }[]>([]);
  #next = 0;

  say(text: string): void {
    if (this.list.some((notice) => notice.text === text)) return;
    this.list = [...this.list, { id: this.#next++, text }];
  }

  dismiss(id: number): void {
    this.list = this.list.filter((notice) => notice.id !== id);
  }
}

export const notices = new Notices();
