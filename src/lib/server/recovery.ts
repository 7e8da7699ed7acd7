import type { RequestEvent } from '@sveltejs/kit';

/**
 * A recovery code on its way to the learner. The store has only its hash; this device keeps the code itself for an hour,
 * out of the reach of scripts, until the learner says that it is written down.
 */

const cookieOf = (classId: string) => `recovery-${classId}`;
const HOUR = 60 * 60;

export function keepRecovery(event: RequestEvent, classId: string, code: string): void {
  event.cookies.set(cookieOf(classId), code, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: event.url.protocol === 'https:',
    maxAge: HOUR
  });
}

/** The code that is to be written down; `null` where there is none. */
export const recoveryHere = (event: RequestEvent, classId: string): string | null =>
  event.cookies.get(cookieOf(classId)) ?? null;

export function dropRecovery(event: RequestEvent, classId: string): void {
  // A browser takes nothing that is for https alone from a page over http, a deletion neither.
  event.cookies.delete(cookieOf(classId), { path: '/', secure: event.url.protocol === 'https:' });
}
