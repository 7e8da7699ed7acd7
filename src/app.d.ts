declare global {
  namespace App {
    interface Locals {
      /** The instructor who is signed in; `null` for everybody else. Set in `hooks.server.ts`. */
      instructor: { id: string; name: string; admin: boolean } | null;
    }
  }
}

export {};
