/**
 * What this site calls its own in an origin that it may share with copies of itself under other paths: a class's
 * copy at `/5b` neither reads nor clears what belongs to the one at `/5c`. At the top of an origin the names are what
 * they have always been. A path holds no space, so that none of these names begins another's.
 */

/** What the keys of stored records begin with. */
export function rootOf(base: string): string {
  return base === '' ? 'whose-words/' : `whose-words ${base} `;
}

/** The cache of one build. */
export function cacheOf(base: string, version: string): string {
  return `${cachesOf(base)}${version}`;
}

/** Whether a cache is one of ours, of whichever build. */
export function isOurCache(base: string, name: string): boolean {
  return name.startsWith(cachesOf(base));
}

const cachesOf = (base: string) => (base === '' ? 'whose-words-' : `whose-words ${base} `);
