import type { DeskView, LearnerView, WallView } from '../../classroom/live/views.ts';
import { registry } from '../../exercises/registry.ts';
import { openStore } from '../db/store.ts';
import { LocalBus } from './bus.ts';
import { clicks, Device, found, HandClock, liveClass, saves, settled } from './fixture.ts';
import { Hub } from './hub.ts';
import { TEACHER } from '../results-fixture.ts';

/** For the tests: a hub over a store in memory, and the devices that listen to it. */

await registry.attribution.classroom();

/** A class in a session, with a hub that listens to it, and time that stands still. */
export async function begun(learners: number) {
  const { db } = await openStore({ memory: true });
  const at = await liveClass(db, learners);
  const bus = new LocalBus();
  const clock = new HandClock();
  let hub = new Hub(db, bus, clock);
  const part = at.parts[0]!;
  const device = async <View extends LearnerView | WallView | DeskView>(
    how: (hub: Hub) => Promise<ReadableStream<Uint8Array>>
  ) => {
    const made = new Device<View>(await how(hub), clock);
    await settled();
    return made;
  };
  return {
    ...{ db, at, bus, clock, part },
    learner: async (n: number) => {
      const live = await found(db, at);
      return device<LearnerView>((hub) =>
        hub.learner(live, at.pupils[n]!.id, at.pupils[n]!.sender.tokenHash)
      );
    },
    desk: async () => {
      const live = await found(db, at);
      return device<DeskView>((hub) => hub.desk(live, TEACHER));
    },
    wall: async () => {
      const live = await found(db, at);
      return device<WallView>((hub) => hub.wall(live, TEACHER));
    },
    click: async (...all: Parameters<typeof clicks>[3][]) => {
      const outcome = await clicks(db, bus, at, ...all);
      await settled();
      return outcome;
    },
    save: async (n: number, of: Parameters<typeof saves>[4] = {}) => {
      const outcome = await saves(db, bus, at, at.pupils[n]!, of);
      await settled();
      return outcome;
    },
    restart: () => {
      hub.close();
      hub = new Hub(db, bus, clock);
    }
  };
}
