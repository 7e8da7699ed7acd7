import type { Kysely } from 'kysely';
import type { Database } from './db/schema.ts';
import { stage } from './rescoring.ts';

/** Previews that this server is making. One that an earlier process began goes on where it stopped. */
const running = new Map<string, Promise<boolean>>();
/** What stopped a preview, until it is tried again. */
const failed = new Map<string, string>();

/** How long whoever asks waits for a preview: most are ready by then. */
const PATIENCE_MS = 1500;

/**
 * Makes a preview, unless this server is at it already, and waits a moment for it.
 * @returns whether it is ready
 */
export async function makePreview(db: Kysely<Database>, id: string): Promise<boolean> {
  let job = running.get(id);
  if (!job) {
    failed.delete(id);
    job = stage(db, id, Date.now).finally(() => running.delete(id));
    running.set(id, job);
    job.catch((error: unknown) => {
      console.error('A preview of a rescoring stopped.', error);
      failed.set(
        id,
        'Working the marks out stopped. Try again; if it stops again, the server’s log says why.'
      );
    });
  }
  const patience = new Promise<false>((resolve) => setTimeout(resolve, PATIENCE_MS, false).unref());
  return Promise.race([job.catch(() => false), patience]);
}

/** What stopped a preview; `null` where nothing did. */
export const stoppedBy = (id: string): string | null => failed.get(id) ?? null;
