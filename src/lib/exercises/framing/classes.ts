import type { Change, DeviceName, Width } from '../../text/annotation.ts';
import { DEVICES } from '../../text/devices.ts';

/** The names that answers are made of, without a schema library: every page loads what asks whether an answer fits. */

/** What a learner can call a device: one of the codebook's, or whichever is not offered by its name. */
export const DEVICE_CLASSES = [...DEVICES, 'other-device'] as const;
export type DeviceClass = DeviceName | 'other-device';

/** What a candidate can be called: plain wording, a device without saying which, or which device. */
export type Finding = 'plain' | 'device' | DeviceClass;

/** Whose choice of words a device is: the text's, a source's that it repeats, or nothing in the texts shows it. */
export const OWNERS = ['outlet', 'source', 'undetermined'] as const;
export type OwnerClass = (typeof OWNERS)[number];

/** From narrow to wide; nobody is none of them. */
export const WIDTHS = [
  'unit',
  'force',
  'office',
  'state',
  'people',
  'policy'
] as const satisfies readonly Width[];

/** How wide a doer can be called, and which widths of the codebook that takes together. */
export const CLASSES = {
  unit: ['unit'],
  force: ['force'],
  armed: ['unit', 'force'],
  office: ['office'],
  state: ['state'],
  institution: ['office', 'state'],
  body: ['force', 'office', 'state'],
  people: ['people'],
  policy: ['policy'],
  broad: ['people', 'policy'],
  nobody: ['nobody']
} as const satisfies Record<string, readonly Width[]>;
export type WidthClass = keyof typeof CLASSES;

/** What a learner chooses from, by mode. */
export function offered(
  item:
    | { mode: 'spot'; devices: readonly DeviceClass[] }
    | { mode: 'swap' | 'side'; changes: readonly Change[] }
    | { mode: 'actors'; widths: readonly WidthClass[] }
): readonly string[] {
  if (item.mode === 'spot') return ['plain', 'device', ...item.devices];
  return item.mode === 'actors' ? item.widths : item.changes;
}

/** The most that may be marked freely, and how long a swap of one's own may be. */
export const MOST_MARKS = 500;
export const LONGEST_SWAP = 400;
