import { z } from 'zod';

/** The id of a row, as it comes from outside: in addresses, in the names of cookies, in what is sent. */
export const Id = z.string().regex(/^[0-9a-z]{1,40}$/);
