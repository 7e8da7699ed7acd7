/**
 * Hands the person at the page a file.
 * @param name what it is called
 * @param type its media type, such as `text/plain`
 */
export function download(name: string, content: string, type = 'application/json'): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  // The browser reads the address after this event.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
