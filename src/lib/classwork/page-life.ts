/** What a page does that keeps an answer, while it is open. */
export interface PageLife {
  /** The browser’s copy was written by another tab. @param key of what was written */
  written(key: string | null): void;
  /** The page may be about to go. */
  leaves(): void;
  /** The page is looked at again, or the connection is back. */
  returns(): void;
}

/** @returns what ends it */
export function living({ written, leaves, returns }: PageLife): () => void {
  const onstorage = ({ key }: StorageEvent) => written(key);
  const onvisibility = () => (document.visibilityState === 'hidden' ? leaves() : returns());
  addEventListener('storage', onstorage);
  addEventListener('pagehide', leaves);
  addEventListener('online', returns);
  document.addEventListener('visibilitychange', onvisibility);
  return () => {
    removeEventListener('storage', onstorage);
    removeEventListener('pagehide', leaves);
    removeEventListener('online', returns);
    document.removeEventListener('visibilitychange', onvisibility);
  };
}
