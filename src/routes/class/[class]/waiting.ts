import { isObject } from '$lib/exercises/parts/fitting.ts';
import { PATIENCE } from '$lib/classwork/wire.ts';

/** Between two looks, in milliseconds. */
export const LOOK = 10_000;

/**
 * Looks quietly whether a live session has begun, as long as the page is in sight: whoever waits need not press anything.
 * @param url the address that says which session runs
 * @param known the session that ran when the page came: whoever left that one stays here
 * @param begun called with the id of another one, once
 * @returns what ends it
 */
export function lookForSession(url: string, known: string | null, begun: (id: string) => void): () => void {
  let over = false;
  const look = async () => {
    if (document.visibilityState !== 'visible') return;
    const said = await running(url);
    if (over || said === null) return;
    if (said === 'signed-out') return end();
    if (said.id === null || said.id === known) return;
    end();
    begun(said.id);
  };
  const onlook = () => void look();
  const timer = setInterval(onlook, LOOK);
  document.addEventListener('visibilitychange', onlook);
  const end = () => {
    over = true;
    clearInterval(timer);
    document.removeEventListener('visibilitychange', onlook);
  };
  return end;
}

/** @returns `null` where nothing of ours answered */
async function running(url: string): Promise<{ id: string | null } | 'signed-out' | null> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE) });
    if (response.status === 401) return 'signed-out';
    const said: unknown = response.ok ? await response.json() : null;
    if (!isObject(said)) return null;
    return said.running === null || typeof said.running === 'string' ? { id: said.running } : null;
  } catch {
    return null;
  }
}
