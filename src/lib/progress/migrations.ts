/** The format that records are written in. It stands in their keys and in the records themselves. */
export const FORMAT = 1;

/** Takes a record's data from one format to the next. Records once written are read for ever. */
export type Step = (kind: string, data: unknown) => unknown;

/** Step `n` leads from format `n` to `n + 1`. There is none yet: 1 is the first. */
export const steps: Readonly<Record<number, Step>> = {};

/** Takes data of format `from` to the format `to`; `undefined` where a step is missing. */
export function migrate(kind: string, data: unknown, from: number, to = FORMAT, by = steps): unknown {
  let value = data;
  for (let format = from; format < to; format++) {
    const step = by[format];
    if (!step) return undefined;
    value = step(kind, value);
  }
  return value;
}
