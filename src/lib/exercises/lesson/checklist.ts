/** What a checklist asks of a text that nobody here has read. */
export interface ChecklistItem {
  /** Names it in the record: once a lesson is out, it stays. */
  id: string;
  ask: string;
  /** How to go about it, in a sentence. */
  hint?: string;
}

/** An item with what the learner made of it. */
export interface Noted extends ChecklistItem {
  done: boolean;
  note: string;
}

/** Where the record of a lesson keeps an item: its note, and whether it is ticked. */
export function placesOf(checklist: string, item: string): { note: string; done: string } {
  const note = `checklist/${checklist}/${item}`;
  return { note, done: `${note}/done` };
}

/** The list as plain text, for a file of the learner's own. */
export function asText(title: string, items: readonly Noted[]): string {
  const lines = items.map(({ ask, done, note }) => {
    const indented = note.trim().replaceAll('\n', '\n    ');
    return `[${done ? 'x' : ' '}] ${ask}\n${indented ? `    ${indented}\n` : ''}`;
  });
  return `${title}\n\n${lines.join('\n')}`;
}
