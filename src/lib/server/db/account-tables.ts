import type { Flag } from './values.ts';

/**
 * The tables of instructors' accounts. The first four are better-auth's (`../accounts.ts` says which of its names is which
 * of ours); it writes times as ISO 8601 texts and yes and no as 1 and 0, on both engines alike. Nobody's e-mail is
 * asked: the library insists on one, and gets an address that cannot exist.
 */

/** ISO 8601, UTC. */
type IsoTime = string;

/** An instructor. */
export interface UserTable {
  id: string;
  /** As it was typed. */
  name: string;
  /** In small letters: what a sign-in is looked up by. */
  username: string;
  email: string;
  email_verified: Flag;
  image: string | null;
  created_at: IsoTime;
  updated_at: IsoTime;
  /** Whether this instructor looks after the others' accounts. */
  admin: Flag;
  /** Whether an administrator shut the account: it cannot be signed in to, and is in no session. */
  disabled: Flag;
}

/** A browser in which an instructor is signed in. No network address is kept. */
export interface SessionTable {
  id: string;
  user_id: string;
  token: string;
  expires_at: IsoTime;
  ip_address: string | null;
  user_agent: string | null;
  created_at: IsoTime;
  updated_at: IsoTime;
}

/** The password of an instructor. The columns of other ways to sign in stay empty. */
export interface AccountTable {
  id: string;
  account_id: string;
  provider_id: string;
  user_id: string;
  access_token: string | null;
  refresh_token: string | null;
  id_token: string | null;
  access_token_expires_at: IsoTime | null;
  refresh_token_expires_at: IsoTime | null;
  scope: string | null;
  /** As `passwords.ts` writes it. */
  password: string | null;
  created_at: IsoTime;
  updated_at: IsoTime;
}

/** A one-time reset link that was not used yet; only the hash of its token is kept. */
export interface VerificationTable {
  id: string;
  identifier: string;
  value: string;
  expires_at: IsoTime;
  created_at: IsoTime;
  updated_at: IsoTime;
}

/** Failed tries at a secret, counted from `since` (milliseconds since 1970); see `failures.ts`. */
export interface FailureTable {
  key: string;
  count: number;
  since: number;
}

export interface AccountTables {
  user: UserTable;
  session: SessionTable;
  account: AccountTable;
  verification: VerificationTable;
  failure: FailureTable;
}
