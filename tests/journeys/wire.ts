import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** The way from one device to the server, which can go dead: what is sent then gets no answer, and nothing is closed. */
export interface Wire {
  /** The site, by this way. */
  url: string;
  cut(): void;
  /** What hung is broken off; from now on everything goes through. */
  mend(): void;
  end(): void;
}

/** @param to the address of the site */
export async function wireTo(to: string): Promise<Wire> {
  const there = new URL(to);
  const pairs = new Set<[Socket, Socket]>();
  let whole = true;
  const breakOff = () => {
    for (const pair of pairs) for (const socket of pair) socket.destroy();
    pairs.clear();
  };
  const server = createServer((near) => {
    const far = connect(Number(there.port), there.hostname);
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    for (const [from, onto] of [pair, [far, near] as const]) {
      // Whoever broke off says so by closing.
      from.on('error', () => {});
      from.on('close', () => {
        onto.destroy();
        pairs.delete(pair);
      });
      from.on('data', (bytes) => {
        if (whole) onto.write(bytes);
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
    end() {
      breakOff();
      server.close();
    }
  };
}
