/** Why a store does not open, in words for whoever starts the server: what is wrong, and what to do. */
export class CannotOpen extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'CannotOpen';
  }
}
