import type { AnnotatedSource } from '../exercises/define.ts';
import type { PackMeta } from './schema.ts';

/** What a pack says of how its texts name the event: each naming is one of the keys’, and is counted once. */
export function eventProblems(
  { event }: PackMeta,
  sources: ReadonlyMap<string, AnnotatedSource>,
  say: (place: string, message: string, fix: string) => void
): void {
  const counted = new Set<string>();
  for (const { word, namings } of event?.words ?? [])
    for (const ref of namings) {
      const place = `event: ${word}: ${ref}`;
      const [id = '', entry] = ref.split('#');
      const device = sources.get(id)?.annotation.devices.find((device) => device.id === entry);
      if (!device) say(place, 'there is no such device', 'name an entry of devices in keys/');
      else if (device.device !== 'naming') say(place, `it is keyed as ${device.device}`, 'name a naming');
      if (counted.has(ref)) say(place, 'it is counted twice', 'leave it under one word');
      counted.add(ref);
    }
}
