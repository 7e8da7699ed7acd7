/**
 * The body of a request as text. What is too much is read and dropped, as long as it is no more than twice that: to stop
 * reading closes the line, often before the answer is there.
 * @param chunks what comes of it
 * @param declared how long it says that it is, in bytes; `null` where it does not
 * @param most the bytes that it may have
 * @returns `null` where it has more
 */
export async function bodyOf(
  chunks: AsyncIterable<Uint8Array> | null,
  declared: string | null | undefined,
  most: number
): Promise<string | null> {
  if (Number(declared ?? 0) > 2 * most) return null;
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for await (const chunk of chunks ?? []) {
    size += chunk.byteLength;
    if (size <= most) text += decoder.decode(chunk, { stream: true });
    else if (size > 2 * most) return null;
  }
  if (size > most) return null;
  return text + decoder.decode();
}
