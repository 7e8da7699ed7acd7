import { expect, test } from 'vitest';
import { z } from 'zod';
import { Click } from './clicks.ts';

/** Every text that a value of the schema can hold, by where it stands, with what is asked of it. */
function texts(schema: z.core.JSONSchema.BaseSchema, at = ''): [string, z.core.JSONSchema.BaseSchema][] {
  const inner = Object.entries(schema.properties ?? {}).map(([name, one]) => [`${at}.${name}`, one] as const);
  const either = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].map((one) => [at, one] as const);
  const own = schema.type === 'string' ? [[at, schema] as [string, typeof schema]] : [];
  return [
    ...own,
    ...[...inner, ...either].flatMap(([where, one]) => (typeof one === 'object' ? texts(one, where) : []))
  ];
}

test('nothing is put to a vote: no click of an instructor carries a question, an answer, or words of their own', () => {
  const found = texts(z.toJSONSchema(Click));
  expect(found.length).toBeGreaterThan(10);
  for (const [where, { const: one, enum: some, pattern }] of found) {
    if (one !== undefined || some !== undefined) continue;
    // An id, or the name of a source: no space, so no sentence.
    expect(pattern, where).toBeDefined();
    expect(new RegExp(pattern!, 'u').test('Was it a massacre?'), where).toBe(false);
  }
});
