import { createHash } from 'node:crypto';

/** Content hashes: a stored answer, and an assignment, name the version of an exercise that they are of. */

const hash = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 12);

/** The version of an exercise: another item or another key is another one. */
export const versionOf = (type: string, item: unknown, key: unknown): string => hash([type, item, key]);

/** The version of what learners see of it: the same under another key. */
export const itemVersionOf = (type: string, item: unknown): string => hash([type, item]);
