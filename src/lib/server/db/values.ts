/** What columns hold, on both engines. */

/** Yes and no. */
export type Flag = 0 | 1;
/** Milliseconds since 1970. */
export type Time = number;
/** JSON, to be parsed by the schema that its comment names. */
export type Json = string;
