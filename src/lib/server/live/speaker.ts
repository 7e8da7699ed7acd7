import { commonView, deskView, ownView, wallView, type Room } from '../../classroom/live/views.ts';
import { frame } from './frames.ts';

/** Who listens: a learner, with the hash of their device's cookie; or an instructor's device, with the id of their account. */
export type As =
  { is: 'learner'; learner: string; tokenHash: string } | { is: 'wall' | 'desk'; user: string };

/** What there is to tell at one moment. Each kind of view is made once, however many listen. */
export interface Speaker {
  /** What a device would be told, the clock left aside: for all of its kind, and for it alone. */
  what(as: As): readonly [all: string, own: string];
  /** @param own what `what` says it is for it alone */
  bytes(as: As, own: string): Uint8Array;
}

export function speaker(room: Room, now: number): Speaker {
  const views = {
    learner: once(() => ({ common: commonView(room, now) })),
    wall: once(() => wallView(room, now)),
    desk: once(() => deskView(room, now))
  };
  const keys = { learner: keyOf(views.learner), wall: keyOf(views.wall), desk: keyOf(views.desk) };
  const texts = {
    wall: once(() => frame('view', JSON.stringify(views.wall()))),
    desk: once(() => frame('view', JSON.stringify(views.desk())))
  };
  const common = once(() => JSON.stringify(views.learner().common));
  const saved = once(() => Map.groupBy(room.saved, ({ learner }) => learner));
  const seats = once(() => new Map(room.seats.map((seat) => [seat.learner, seat])));
  const learners = new Map<string, Uint8Array>();
  return {
    what: (as) => [
      keys[as.is](),
      as.is === 'learner'
        ? JSON.stringify(
            ownView(room.state, as.learner, saved().get(as.learner) ?? [], seats().get(as.learner))
          )
        : ''
    ],
    bytes(as, own) {
      if (as.is !== 'learner') return texts[as.is]();
      const bytes = learners.get(own) ?? frame('view', `{"common":${common()},"own":${own}}`);
      learners.set(own, bytes);
      return bytes;
    }
  };
}

const keyOf = (view: () => { common: { now: number } }) =>
  once(() => JSON.stringify({ ...view(), common: { ...view().common, now: 0 } }));

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}
