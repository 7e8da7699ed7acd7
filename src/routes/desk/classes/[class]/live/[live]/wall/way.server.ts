import type { RequestEvent } from '@sveltejs/kit';
import { reachableAt } from '$lib/server/address.ts';
import { shownCode } from '$lib/server/ids.ts';
import { qrOf, type QrCode } from '$lib/server/qr.ts';
import { rootOf } from '$lib/server/site.ts';

/** Where learners come in, with pictures that have the code in them. */
export interface Way {
  /** As it is read and typed; `null` in a class that nobody joins. */
  code: string | null;
  /** Whether only this computer can open the address. */
  alone: boolean;
  /** At least one. */
  addresses: { address: string; qr: QrCode }[];
}

/** @param code of the class, as it is stored */
export function wayOf(event: RequestEvent, code: string | null): Way {
  const { addresses, alone } = reachableAt(rootOf(event));
  return {
    code: code === null ? null : shownCode(code),
    alone,
    addresses: addresses.map((address) => ({
      address: `${address}/join/`,
      qr: qrOf(`${address}/join/?code=${code ?? ''}`)
    }))
  };
}
