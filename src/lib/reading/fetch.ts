import type { ZodType } from 'zod';

/**
 * Fetches a file of the reading view and checks that it is what it should be.
 * @param what what the page calls it, to say so where it cannot be had
 * @param schema loaded with the file, since few visitors need it
 * @returns the content, or a sentence that says what went wrong and what to do
 */
export async function fetched<T>(
  fetch: (url: string) => Promise<Response>,
  url: string,
  what: string,
  schema: () => Promise<ZodType<T>>
): Promise<{ content: T } | { trouble: string }> {
  let response: Response;
  let shape: ZodType<T>;
  try {
    [response, shape] = await Promise.all([fetch(url), schema()]);
  } catch {
    return { trouble: `${what} cannot be fetched without a connection. Go online and try again.` };
  }
  if (!response.ok)
    return { trouble: `${what} could not be fetched (${response.status}). Reload the page and try again.` };
  const parsed = shape.safeParse(await response.json().catch(() => null));
  return parsed.success
    ? { content: parsed.data }
    : { trouble: `${what} arrived damaged. Reload the page and try again.` };
}
