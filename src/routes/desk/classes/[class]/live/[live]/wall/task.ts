/** A task as the wall says it: nothing is lit there before it is pointed at, what is asked about has its letter. */
export const onWall = (task: string): string => task.replace(/\blit (statement|stretch)/g, 'lettered $1');
