/**
 * A value as a JSON file to be saved.
 * @param name what it is of; the file's name keeps its letters and digits
 * @param now milliseconds since 1970: the day is in the file's name
 */
export function fileOf(value: unknown, name: string, now: number): Response {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  const file = `whose-words-${plain || 'class'}-${new Date(now).toISOString().slice(0, 10)}.json`;
  return new Response(JSON.stringify(value, null, 2), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="${file}"`
    }
  });
}
