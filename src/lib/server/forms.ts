import { error } from '@sveltejs/kit';
import type { z } from 'zod';

/** What a form sent that cannot be taken: of each field what is wrong with it, and what was typed, to be typed on. */
export interface Wrong {
  problems: Partial<Record<string, string>>;
  typed: Record<string, string>;
}

/** The form that was sent; a 400 where it is none. */
export const formOf = (request: Request): Promise<FormData> =>
  request
    .formData()
    .catch(() => error(400, 'The form did not arrive as it was sent. Go back and send it again.'));

/** The text fields of a form; files are none. */
export async function fieldsOf(request: Request): Promise<Record<string, string>> {
  const fields: Record<string, string> = {};
  for (const [name, value] of await formOf(request)) if (typeof value === 'string') fields[name] = value;
  return fields;
}

/**
 * Reads a form.
 * @param schema of an object with a property a field
 */
export async function given<S extends z.ZodObject>(
  request: Request,
  schema: S
): Promise<{ data: z.output<S> } | Wrong> {
  const typed = await fieldsOf(request);
  const outcome = schema.safeParse(typed);
  if (outcome.success) return { data: outcome.data };
  const problems: Wrong['problems'] = {};
  for (const { path, message } of outcome.error.issues) problems[String(path[0])] ??= message;
  return { problems, typed };
}
