import type { Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import { inChunks } from './reading.ts';
import type { As } from './speaker.ts';

/**
 * Who of these may not listen to a session of a class any more. A learner's device has to be in the class still; an
 * instructor to teach it, and to be signed in. A stream is open for long: what it began with may not hold by now.
 */
export async function mayNotListen<Listener extends { as: As }>(
  db: Kysely<Database>,
  classId: string,
  all: readonly Listener[]
): Promise<Listener[]> {
  const tokens = new Set(all.flatMap(({ as }) => (as.is === 'learner' ? [as.tokenHash] : [])));
  const users = new Set(all.flatMap(({ as }) => (as.is === 'learner' ? [] : [as.user])));
  const devices = await inChunks([...tokens], (some) =>
    db
      .selectFrom('learner_session')
      .select('token_hash')
      .where('class_id', '=', classId)
      .where('token_hash', 'in', some)
      .execute()
  );
  const teachers = await inChunks([...users], (some) =>
    db
      .selectFrom('teaching')
      .innerJoin('session', 'session.user_id', 'teaching.user_id')
      .select('teaching.user_id')
      .distinct()
      .where('teaching.class_id', '=', classId)
      .where('teaching.user_id', 'in', some)
      .execute()
  );
  const known = {
    devices: new Set(devices.map(({ token_hash }) => token_hash)),
    teachers: new Set(teachers.map(({ user_id }) => user_id))
  };
  return all.filter(({ as }) =>
    as.is === 'learner' ? !known.devices.has(as.tokenHash) : !known.teachers.has(as.user)
  );
}
