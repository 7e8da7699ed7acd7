import type { Kysely } from 'kysely';
import type { Database } from '../../src/lib/server/db/schema.ts';
import type { Room } from './class.ts';
import { Line } from './saving.ts';

/** The one-time token of the first account, for a server that is started with it. */
export const FIRST_TOKEN = 'SOAK FIRST TOKEN';

/**
 * Opens the first account of a server, an administrator's, who teaches the class from then on.
 * @returns the cookies of the session
 */
export async function teach(server: string, db: Kysely<Database>, { classId }: Room): Promise<string> {
  const line = new Line();
  const form = new URLSearchParams({
    name: 'soak',
    password: 'four words for a soak',
    code: FIRST_TOKEN
  });
  const { status, text, cookies } = await line.send(
    'POST',
    `${server}/desk/sign-up/`,
    { origin: server, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
    form.toString()
  );
  line.close();
  if (status !== 303) throw new Error(`No account was opened: ${status} ${text.slice(0, 500)}`);
  const user = await db.selectFrom('user').select('id').executeTakeFirstOrThrow();
  await db.updateTable('teaching').set({ user_id: user.id }).where('class_id', '=', classId).execute();
  return cookies;
}
