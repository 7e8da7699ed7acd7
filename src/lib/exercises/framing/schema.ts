import { z } from 'zod';
import { Change, DeviceName, Ref } from '../../text/annotation.ts';
import { byId, Contested, Passage, Place, Stretch } from '../parts/schema.ts';
import { CLASSES, DEVICE_CLASSES, LONGEST_SWAP, MOST_MARKS, OWNERS } from './classes.ts';

export const DeviceClass = z.enum(DEVICE_CLASSES);
export const Finding = z.enum(['plain', 'device', ...DEVICE_CLASSES]);
export const OwnerClass = z.enum(OWNERS);
export const WidthClass = z.enum(Object.keys(CLASSES) as [keyof typeof CLASSES]);

/** The swaps of annotated stretches change one of these; who vouches for a claim (`voice`) only contrasts show. */
const SwapChange = Change.exclude(['voice']);

export const Select = z.discriminatedUnion('mode', [
  z.strictObject({
    mode: z.literal('spot'),
    candidates: z.array(Ref).min(6),
    /** Empty where it is asked only whether a stretch is a device. */
    devices: z.array(DeviceClass),
    owners: z.array(OwnerClass)
  }),
  z.strictObject({
    mode: z.literal('swap'),
    stretches: z.array(Ref).min(6),
    changes: z.array(SwapChange).min(2)
  }),
  z.strictObject({
    mode: z.literal('side'),
    contrasts: z.array(z.string()).min(6),
    changes: z.array(Change).min(2)
  }),
  z.strictObject({
    mode: z.literal('actors'),
    actors: z.array(Ref).min(6),
    widths: z.array(WidthClass).min(2)
  })
]);
export type Select = z.infer<typeof Select>;

/** Ids are numbers by place: an id of the annotation would say whether a stretch is a device. */
const Asked = z.strictObject({ id: z.string(), places: z.array(Place).min(1) });

export const Item = z.discriminatedUnion('mode', [
  z.strictObject({
    mode: z.literal('spot'),
    passages: z.array(Passage).min(1),
    devices: z.array(DeviceClass),
    owners: z.array(OwnerClass),
    asked: z.array(Asked)
  }),
  z.strictObject({
    mode: z.literal('swap'),
    passages: z.array(Passage).min(1),
    changes: z.array(Change),
    /** `swap` stands in the place of the stretch; empty: the stretch is left out. */
    asked: z.array(Asked.extend({ swap: z.string() }))
  }),
  z.strictObject({
    mode: z.literal('side'),
    passages: z.array(Passage).min(1),
    changes: z.array(Change),
    /** `places` are the two wordings, `differs` the words in which they part. */
    asked: z.array(
      Asked.extend({
        matter: z.string(),
        differs: z.strictObject({ a: z.array(Place), b: z.array(Place) })
      })
    )
  }),
  z.strictObject({
    mode: z.literal('actors'),
    passages: z.array(Passage).min(1),
    widths: z.array(WidthClass),
    asked: z.array(Asked)
  })
]);
export type Item = z.infer<typeof Item>;
export type SpotItem = Extract<Item, { mode: 'spot' }>;
export type SwapItem = Extract<Item, { mode: 'swap' }>;
export type SideItem = Extract<Item, { mode: 'side' }>;
export type ActorsItem = Extract<Item, { mode: 'actors' }>;

const Entry = z.strictObject({
  id: z.string(),
  /** The annotated entry that it is. */
  ref: z.string(),
  places: z.array(Place),
  shows: z.array(Place),
  as: z.string(),
  reason: z.string(),
  contested: Contested
});

/** What the codebook says of a device, or of plain wording that looks like one. */
const Device = z.strictObject({
  device: DeviceName.nullable(),
  kind: z.enum(['plain', 'descriptive', 'legal']).nullable(),
  looksLike: DeviceName.nullable(),
  /** As the annotation names the owner. */
  owner: z.string().nullable(),
  swap: z.strictObject({ text: z.string(), changes: SwapChange, reason: z.string() }).nullable(),
  presupposed: z.string().nullable(),
  compared: z.array(Place)
});
export type Device = z.infer<typeof Device>;

/** A device of the texts that is not asked about; shown with the verdict. */
const Beside = Device.extend({ ref: z.string(), places: z.array(Place), as: DeviceName, reason: z.string() });
export type Beside = z.infer<typeof Beside>;

export const Key = z.discriminatedUnion('mode', [
  z.strictObject({
    mode: z.literal('spot'),
    entries: z.array(
      Entry.extend({
        as: Finding,
        about: Device,
        /** Other classes that a careful reader may take it for: where one is offered, the label is in no score. */
        accept: z.array(DeviceClass),
        /** `null` where no class that is offered takes the owner: that part is in no score. */
        owner: OwnerClass.nullable()
      })
    ),
    others: z.array(Beside)
  }),
  z.strictObject({
    mode: z.literal('swap'),
    entries: z.array(Entry.extend({ as: Change, about: Device }))
  }),
  z.strictObject({ mode: z.literal('side'), entries: z.array(Entry.extend({ as: Change })) }),
  z.strictObject({
    mode: z.literal('actors'),
    entries: z.array(Entry.extend({ as: WidthClass, act: z.string(), width: z.string() }))
  })
]);
export type Key = z.infer<typeof Key>;
export type SpotKey = Extract<Key, { mode: 'spot' }>;
export type SwapKey = Extract<Key, { mode: 'swap' }>;
export type SideKey = Extract<Key, { mode: 'side' }>;
export type ActorsKey = Extract<Key, { mode: 'actors' }>;

const Sure = byId(z.number().min(0).max(1));

export const SpotAnswer = z.strictObject({
  mode: z.literal('spot'),
  labels: byId(Finding),
  /** Of what is called a device: whose choice it is. */
  owners: byId(OwnerClass),
  sure: Sure,
  /** What else the learner found; it neither costs nor earns. */
  free: z.array(Stretch.extend({ kind: DeviceName.nullable() })).max(MOST_MARKS)
});
export const SwapAnswer = z.strictObject({
  mode: z.literal('swap'),
  labels: byId(Change),
  sure: Sure,
  /** Swaps of the learner's own, in no score. */
  own: byId(z.string().max(LONGEST_SWAP))
});
export const SideAnswer = z.strictObject({
  mode: z.literal('side'),
  labels: byId(Change),
  sure: Sure
});
export const ActorsAnswer = z.strictObject({
  mode: z.literal('actors'),
  labels: byId(WidthClass),
  sure: Sure
});
export const Answer = z.discriminatedUnion('mode', [SpotAnswer, SwapAnswer, SideAnswer, ActorsAnswer]);
export type Answer = z.infer<typeof Answer>;
export type SpotAnswer = z.infer<typeof SpotAnswer>;
export type SwapAnswer = z.infer<typeof SwapAnswer>;
export type SideAnswer = z.infer<typeof SideAnswer>;
export type ActorsAnswer = z.infer<typeof ActorsAnswer>;
