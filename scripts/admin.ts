/**
 * `npm run admin -- …`: looks after accounts where nobody can sign in who could. It works beside the running server, on
 * the same DATABASE_URL or DATA_DIR.
 *
 *   list               who has an account
 *   reset-link NAME    a link with which NAME chooses a new password, once, for 24 hours
 *   make-admin NAME    makes NAME an administrator, and opens the account where it was shut
 *
 * Exit code 0: done. 1: not done; a sentence says why.
 */
import {
  accountNamed,
  listAccounts,
  makeResetToken,
  promote,
  reopen,
  RESET_HOURS
} from '../src/lib/server/account-admin.ts';
import { placeOf } from '../src/lib/server/db/place.ts';
import { openBeside, type Store } from '../src/lib/server/db/store.ts';

const USAGE = 'Usage: npm run admin -- list | reset-link NAME | make-admin NAME';

class Undone extends Error {}

type Db = Store['db'];
type Account = NonNullable<Awaited<ReturnType<typeof accountNamed>>>;

const ABOUT = new Map([
  ['reset-link', resetLink],
  ['make-admin', makeAdmin]
]);

const [command = '', name] = process.argv.slice(2);
try {
  await run();
} catch (error) {
  if (!(error instanceof Error)) throw error;
  console.error(error.message || String(error));
  process.exitCode = 1;
}

async function run(): Promise<void> {
  const about = ABOUT.get(command);
  if (!(about ? name : command === 'list')) throw new Undone(USAGE);
  const { db, close } = await openBeside(placeOf(process.env), 'guest');
  try {
    if (about) await about(db, await named(db, name ?? ''));
    else await list(db);
  } finally {
    await close();
  }
}

async function named(db: Db, name: string): Promise<Account> {
  const account = await accountNamed(db, name);
  if (!account)
    throw new Undone(`Nobody has the user name ${name}. \`npm run admin -- list\` shows who is there.`);
  return account;
}

async function list(db: Db): Promise<void> {
  for (const { name, admin, disabled, since, seen } of await listAccounts(db)) {
    const told = [name, `since ${since.slice(0, 10)}`];
    if (seen) told.push(`last seen ${seen.slice(0, 10)}`);
    if (admin) told.push('administrator');
    if (disabled) told.push('shut');
    console.log(told.join(', '));
  }
}

async function resetLink(db: Db, { id, name }: Account): Promise<void> {
  const { ORIGIN, PORT, BASE_PATH } = process.env;
  const token = await makeResetToken(db, id, Date.now());
  console.log(`${ORIGIN || `http://127.0.0.1:${PORT || 4173}`}${BASE_PATH ?? ''}/desk/reset/?token=${token}`);
  console.log(
    `With this link ${name} chooses a new password. It works once, for ${RESET_HOURS} hours. Where the server has ` +
      'another address, put that in place of the first part.'
  );
}

async function makeAdmin(db: Db, { id, name }: Account): Promise<void> {
  await promote(db, id);
  await reopen(db, id);
  console.log(`${name} is an administrator.`);
}
