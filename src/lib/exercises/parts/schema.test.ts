import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { byId } from './schema.ts';

const Said = z.enum(['plain', 'device']);
const said = (schema: z.ZodType, value: unknown) => {
  const { success, data, error } = schema.safeParse(value);
  return { success, data, issues: error?.issues.map(({ path, code }) => ({ path, code })) };
};

test('what an answer says by id is read as a record would be, of any JSON', () => {
  const key = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'toString', '0', '-1', ''));
  const value = fc.oneof(fc.constantFrom('plain', 'device', 'other', null), fc.jsonValue({ maxDepth: 1 }));
  const record = fc
    .array(fc.tuple(key, value), { maxLength: 8 })
    // As JSON says it: `__proto__` is a key like any other.
    .map((said) => `{${said.map((pair) => pair.map((part) => JSON.stringify(part)).join(':')).join(',')}}`);
  fc.assert(
    fc.property(fc.oneof(record, fc.json()), (json) => {
      const parsed: unknown = JSON.parse(json);
      expect(said(byId(Said), parsed)).toEqual(said(z.record(z.string(), Said), parsed));
    }),
    { numRuns: 2000 }
  );
});
