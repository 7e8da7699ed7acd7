import {
  commonView,
  deskView,
  learnerView,
  ownView,
  wallView,
  type Room
} from '../../classroom/live/views.ts';
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
    // What others saved is in no learner's view, nor in its stamp.
    learner: once(() => ({ common: commonView({ ...room, saved: [] }, now) })),
    wall: once(() => wallView(room, now)),
    desk: once(() => deskView(room, now))
  };
  const keys = { learner: keyOf(views.learner), wall: keyOf(views.wall), desk: keyOf(views.desk) };
  const texts = {
    wall: once(() => frame('view', JSON.stringify(views.wall()))),
    desk: once(() => frame('view', JSON.stringify(views.desk())))
  };
  const saved = once(() => Map.groupBy(room.saved, ({ learner }) => learner));
  const seats = once(() => new Map(room.seats.map((seat) => [seat.learner, seat])));
  const ownOf = (learner: string) =>
    ownView(room.state, learner, saved().get(learner) ?? [], seats().get(learner));
  const learners = new Map<string, Uint8Array>();
  return {
    what: (as) => [keys[as.is](), as.is === 'learner' ? JSON.stringify(ownOf(as.learner)) : ''],
    bytes(as, own) {
      if (as.is !== 'learner') return texts[as.is]();
      const view = () => learnerView(views.learner().common, ownOf(as.learner));
      const bytes = learners.get(own) ?? frame('view', JSON.stringify(view()));
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
