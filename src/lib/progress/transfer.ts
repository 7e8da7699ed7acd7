import { registry } from '../exercises/registry.ts';
import { mergeExercise, mergeLesson } from './merge.ts';
import { FORMAT, migrate } from './migrations.ts';
import { ProgressFile, type ExerciseRecord } from './schema.ts';
import type { Store } from './store.ts';

/** Progress as a file: written, read, and joined with what is here. Loaded when it is asked for. */

/** The largest file that is read. */
export const LARGEST = 10 * 1024 * 1024;

export function exported(store: Store, now: Date): string {
  const all = <K extends 'exercise' | 'lesson'>(kind: K) =>
    Object.fromEntries(
      store.names(kind).flatMap((name) => [[name, store.read(kind, name)]].filter(([, r]) => r))
    );
  const file = {
    app: 'whose-words',
    format: FORMAT,
    exported: now.toISOString(),
    exercises: all('exercise'),
    lessons: all('lesson')
  };
  return JSON.stringify(file, null, 2);
}

/** What a file holds. */
export interface Incoming {
  file: ProgressFile;
  /** Records whose answer no exercise could show. In `file` they stand without it. */
  unfit: Record<string, ExerciseRecord>;
}

/** Reads a file. @returns its content, or a sentence that says what is wrong with it and what to do */
export async function imported(text: string): Promise<Incoming | string> {
  if (text.length > LARGEST) return 'The file is far larger than any progress file. Is it the right one?';
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'The file is not a progress file, or it was cut short. Choose the file that “Save as a file” made.';
  }
  const head = value as { app?: unknown; format?: unknown } | null;
  if (typeof value !== 'object' || head?.app !== 'whose-words' || typeof head.format !== 'number')
    return 'The file comes from another program. Choose the file that “Save as a file” made here.';
  if (head.format > FORMAT)
    return 'The file was made by a newer version of this site. Reload the page to get that version, and try again.';
  const parsed = ProgressFile.safeParse(head.format === FORMAT ? value : migrate('file', value, head.format));
  if (parsed.success) return sifted(parsed.data);
  const issue = parsed.error.issues[0]!;
  return `The file is damaged at “${issue.path.join(' › ') || 'its beginning'}”: ${issue.message}. Nothing was taken from it.`;
}

/** Takes out what is no type's answer. Which exercise it was given to is asked when that exercise is opened. */
async function sifted(file: ProgressFile): Promise<Incoming> {
  const types = await Promise.all(Object.values(registry).map((type) => type.logic()));
  const isAnswer = (answer: unknown) => types.some((type) => type.answer.safeParse(answer).success);
  const unfit = Object.fromEntries(
    Object.entries(file.exercises).filter(([, { answer }]) => answer !== undefined && !isAnswer(answer))
  );
  const without = Object.entries(unfit).map(([name, { answer: _, ...rest }]) => [
    name,
    { ...rest, checked: false }
  ]);
  return { file: { ...file, exercises: { ...file.exercises, ...Object.fromEntries(without) } }, unfit };
}

export interface Plan {
  /** New here, and joined without loss. */
  joined: string[];
  /** Unfinished answers here that the file has a newer or other answer for. */
  replaces: string[];
}

/** What taking the file in would do. */
export function plan(store: Store, { file }: Incoming): Plan {
  const joined: string[] = [];
  const replaces: string[] = [];
  for (const [name, theirs] of Object.entries(file.exercises)) {
    const mine = store.read('exercise', name);
    const same =
      mine &&
      mine.version === theirs.version &&
      JSON.stringify(mine.answer) === JSON.stringify(theirs.answer);
    const empty = theirs.answer === undefined || mine?.answer === undefined;
    if (!mine || same || empty || mine.checked || theirs.at <= mine.at) joined.push(name);
    else replaces.push(name);
  }
  return { joined, replaces };
}

/**
 * Takes the file in.
 * @param replace whether the file's answers take the place of unfinished ones here
 * @returns whether everything was kept
 */
export function join(store: Store, incoming: Incoming, replace: boolean): boolean {
  const { file, unfit } = incoming;
  const { replaces } = plan(store, incoming);
  let kept = true;
  for (const [name, record] of Object.entries(unfit)) {
    const why = 'An answer in the file was none that an exercise could show.';
    kept = store.keepAside('exercise', name, JSON.stringify(record), why) && kept;
  }
  for (const [name, theirs] of Object.entries(file.exercises)) {
    const mine = store.read('exercise', name);
    const merged = mine ? mergeExercise(mine, theirs) : theirs;
    const { version, at, answer, checked } = mine && !replace && replaces.includes(name) ? mine : merged;
    kept = store.write('exercise', name, { ...merged, version, at, answer, checked }) && kept;
  }
  for (const [name, theirs] of Object.entries(file.lessons)) {
    const mine = store.read('lesson', name);
    kept = store.write('lesson', name, mine ? mergeLesson(mine, theirs) : theirs) && kept;
  }
  return kept;
}
