declare global {
  /** Written in by `vite.config.ts`; read it from `$lib/served.ts`. */
  const __SERVED__: boolean;

  namespace App {
    interface Error {
      /** What is asked for is there, and set to others: nothing is wrong. */
      others?: true;
    }

    interface Locals {
      /** The instructor who is signed in; `null` for everybody else. Set in `hooks.server.ts`. */
      instructor: { id: string; name: string; admin: boolean } | null;
    }
  }
}

export {};
