/** A task as paper says it: nothing is lit there, what is asked about is numbered. */
export function onPaper(task: string): string {
  return task.replace(/\blit (statement|stretch)/g, 'numbered $1');
}
