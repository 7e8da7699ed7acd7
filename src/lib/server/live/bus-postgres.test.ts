import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { describeOnEachPlace } from '../db/testing.ts';
import { openStore } from '../db/store.ts';
import { LocalBus, type Heard } from './bus.ts';
import { PostgresBus } from './bus-postgres.ts';

describeOnEachPlace('the bus between servers', (place, engine) => {
  if (engine !== 'postgres') {
    test('of one server that has the store to itself tells who listens there, until they stop', () => {
      const bus = new LocalBus();
      const heard: Heard[] = [];
      const stop = bus.hear((news) => heard.push(news));
      bus.tell({ live: 'a' });
      stop();
      bus.tell({ live: 'b' });
      expect(heard).toEqual([{ live: 'a' }]);
    });
    return;
  }
  const ends: (() => Promise<unknown> | void)[] = [];
  afterEach(async () => {
    vi.useRealTimers();
    for (const end of ends.splice(0).reverse()) await end();
  });

  /** A way to a database over which nothing comes any more once it is `deaf`. @returns its port */
  async function way(to: URL | null) {
    const state = { deaf: to === null, connections: 0 };
    const sockets: Socket[] = [];
    const server = createServer((socket) => {
      state.connections++;
      sockets.push(socket.on('error', () => {}));
      if (!to) return;
      const on = connect(Number(to.port), to.hostname).on('error', () => {});
      sockets.push(on);
      on.on('data', (data) => state.deaf || socket.write(data));
      socket.on('data', (data) => state.deaf || on.write(data));
      socket.on('close', () => on.destroy());
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    ends.push(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    return { state, port: (server.address() as AddressInfo).port };
  }

  async function busOver(deaf: boolean) {
    const at = await place();
    if (!('databaseUrl' in at)) throw new Error('there is no database to reach');
    const url = new URL(at.databaseUrl);
    const { state, port } = await way(deaf ? null : new URL(at.databaseUrl));
    url.hostname = '127.0.0.1';
    url.port = String(port);
    const store = await openStore(at);
    ends.push(() => store.close());
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
    const bus = new PostgresBus(store.db, url.href);
    ends.push(() => bus.close());
    const heard: Heard[] = [];
    bus.hear((news) => heard.push(news));
    return { bus, heard, state };
  }

  /** Lets time go by until something is so. */
  async function until(isSo: () => boolean): Promise<void> {
    for (let i = 0; i < 5000 && !isSo(); i++) {
      await vi.advanceTimersByTimeAsync(50);
      await setImmediate();
    }
    expect(isSo()).toBe(true);
  }

  test('keeps nobody waiting for a database that does not answer, and tries again', async () => {
    const { bus, heard, state } = await busOver(true);
    bus.tell({ live: 'a' });
    expect(heard).toEqual([{ live: 'a' }]);
    await until(() => state.connections > 1);
  });

  test('notices that nothing comes any more, connects again, and has everything looked at', async () => {
    const { bus, heard, state } = await busOver(false);
    await bus.tried;
    expect(heard).toEqual(['all']);
    state.deaf = true;
    await until(() => state.connections > 1);
    state.deaf = false;
    // What is on the way takes its own time: none goes by for the bus.
    const again = new Promise<Heard>((resolve) => bus.hear(resolve));
    await until(() => state.connections > 2);
    expect(await again).toBe('all');
  });
});
