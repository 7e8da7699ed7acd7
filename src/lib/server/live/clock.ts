/** Time, as it is handed in. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Does something later. @returns what calls it off */
  after(milliseconds: number, what: () => void): () => void;
}

/** The server's own. What waits keeps no process alive. */
export const clock: Clock = {
  now: () => Date.now(),
  after(milliseconds, what) {
    const timer = setTimeout(what, milliseconds).unref();
    return () => clearTimeout(timer);
  }
};
