import { browserStore } from './browser.ts';
import type { ExerciseRecord, LaterRecord, LessonRecord } from './schema.ts';
import type { Aside } from './store.ts';

interface LessonChange {
  finished?: boolean;
  instead?: boolean;
  text?: { of: string; value: string };
  /** A question that the lesson opens with, and the option that was chosen. */
  recalled?: { id: string; chosen: string };
  later?: LaterRecord;
}

/** All that this browser has kept, for pages that show an overview. Empty until a page has mounted. */
class Progress {
  /** Whether the browser's records have been read: before that, nothing is known of them. */
  ready = $state(false);
  exercises = $state.raw<ReadonlyMap<string, ExerciseRecord>>(new Map());
  lessons = $state.raw<ReadonlyMap<string, LessonRecord>>(new Map());
  asides = $state.raw<readonly Aside[]>([]);

  /** Reads the records now and whenever another tab changes them. @returns what ends that */
  watch(): () => void {
    this.refresh();
    const onstorage = () => this.refresh();
    addEventListener('storage', onstorage);
    return () => removeEventListener('storage', onstorage);
  }

  refresh(): void {
    const store = browserStore();
    const all = <K extends 'exercise' | 'lesson'>(kind: K) =>
      store.names(kind).flatMap((name) => {
        const record = store.read(kind, name);
        return record ? [[name, record] as const] : [];
      });
    this.exercises = new Map(all('exercise'));
    this.lessons = new Map(all('lesson'));
    this.asides = store.asides();
    this.ready = true;
  }

  /** Notes that a lesson was begun, gone on with, or finished. */
  lesson(name: string, change: LessonChange = {}): boolean {
    const store = browserStore();
    const now = Date.now();
    const old = store.read('lesson', name) ?? {
      at: now,
      begun: now,
      finished: null,
      instead: false,
      texts: {}
    };
    const { text, recalled, later } = change;
    const record: LessonRecord = {
      ...old,
      at: now,
      // The week is counted from the first time.
      finished: old.finished ?? (change.finished ? now : null),
      instead: change.instead ?? old.instead,
      texts: text ? { ...old.texts, [text.of]: text.value } : old.texts,
      ...(recalled ? { recalled: { ...old.recalled, [recalled.id]: recalled.chosen } } : {}),
      ...(later ? { later } : {})
    };
    const kept = store.write('lesson', name, record);
    this.lessons = new Map([...this.lessons, [name, record]]);
    return kept;
  }
}

export const progress = new Progress();
