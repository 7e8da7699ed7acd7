import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { StringDecoder } from 'node:string_decoder';

/** The way from one device to the server, which can go dead: what is sent then gets no answer, and nothing is closed. */
export interface Wire {
  /** The site, by this way. */
  url: string;
  cut(): void;
  /** What hung is broken off; from now on everything goes through. */
  mend(): void;
  /** Every connection is broken off. The next ones go through. */
  drop(): void;
  /** All that came to the device, as it went over the line. */
  heard(): string;
  /** Forgets what came so far. */
  forget(): void;
  end(): void;
}

/**
 * @param to the address of the site
 * @param rate bytes in a second, each way; without it all goes as fast as it can
 */
export async function wireTo(to: string, { rate = Infinity }: { rate?: number } = {}): Promise<Wire> {
  const there = new URL(to);
  const pairs = new Set<[Socket, Socket]>();
  /** What came, by connection: those of one device go beside each other. */
  const tapes: { text: string }[] = [];
  let whole = true;
  const breakOff = () => {
    for (const pair of pairs) for (const socket of pair) socket.destroy();
    pairs.clear();
  };
  const server = createServer((near) => {
    const far = connect(Number(there.port), there.hostname);
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    const decoder = new StringDecoder('utf8');
    const tape = { text: '' };
    tapes.push(tape);
    for (const [from, onto] of [pair, [far, near] as const]) {
      // Whoever broke off says so by closing.
      from.on('error', () => {});
      from.on('close', () => {
        onto.destroy();
        pairs.delete(pair);
      });
      from.on('data', (bytes) => {
        if (!whole) return;
        if (from === far) tape.text += decoder.write(bytes);
        if (rate === Infinity) return void onto.write(bytes);
        from.pause();
        setTimeout(
          () => {
            onto.write(bytes);
            from.resume();
          },
          (1000 * bytes.length) / rate
        );
      });
    }
  });
  await new Promise<void>((listening) => server.listen(0, there.hostname, listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${there.hostname}:${port}/`,
    cut: () => void (whole = false),
    mend() {
      whole = true;
      breakOff();
    },
    drop: breakOff,
    heard: () => tapes.map(({ text }) => text).join('\n'),
    forget: () => tapes.forEach((tape) => (tape.text = '')),
    end() {
      breakOff();
      server.close();
    }
  };
}
