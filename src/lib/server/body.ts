/** The body of a request as text; `null` where it has more bytes than that. */
export async function bodyOf(request: Request, most: number): Promise<string | null> {
  if (!request.body) return '';
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  // What is too much is read and dropped: to stop reading would close the line before the answer is sent.
  for await (const chunk of request.body) {
    size += chunk.byteLength;
    if (size <= most) text += decoder.decode(chunk, { stream: true });
  }
  if (size > most) return null;
  return text + decoder.decode();
}
