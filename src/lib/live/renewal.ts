/** What it takes to load a page again at a good moment. */
export interface RenewalWorld {
  /** Whether nothing would be lost: all that was given is sent, and nobody is in the middle of anything. */
  free: () => boolean;
  /** Whether a server answers, with another version than the page is of. */
  check: () => Promise<boolean>;
  /** How many milliseconds ago the page was loaded again; `Infinity` where it was come to otherwise. */
  age: () => number;
  reload: () => void;
  /** Hears that the page has to wait: something on it is not finished. */
  waits: () => void;
  /** Calls back after so many milliseconds. @returns what takes that back */
  after: (milliseconds: number, call: () => void) => () => void;
  /** Between 0 and 1. */
  random: () => number;
}

/** How long it is waited between two looks, at least, and how much longer by chance: a class does not load all at once. */
const LOOK = { least: 500, more: 1500 };

/** How long a page that was loaded again stays as it is: where servers of two versions answer in turn, it never rested. */
const REST = 3 * 60_000;

/**
 * Loads a page again that is of another version than the server, once nothing would be lost by it and the server answers:
 * on a wall nobody is there to do it. It does so once in some minutes. @returns what ends that
 */
export function renewal(world: RenewalWorld): () => void {
  let over = false;
  let cancel = () => {};
  const look = async () => {
    if (!world.free()) world.waits();
    else if (world.age() >= REST && (await world.check())) {
      // Something may have begun meanwhile.
      if (!over && world.free()) return world.reload();
    }
    if (!over) again();
  };
  const again = () => {
    cancel = world.after(LOOK.least + world.random() * LOOK.more, () => void look());
  };
  again();
  return () => {
    over = true;
    cancel();
  };
}
