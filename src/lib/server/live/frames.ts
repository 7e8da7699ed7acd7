import type { Shut } from './seats.ts';

/**
 * One device on the line: a stream of server-sent events that never holds more than the latest of each. A device that
 * reads slowly gets fewer values, and each as it is by then; what it takes in memory does not grow.
 */

export type EventName = 'view' | 'board' | 'beat' | 'refused';

const encoder = new TextEncoder();

/** An event as it goes over the line. @param json without line ends */
export const frame = (event: EventName, json: string): Uint8Array =>
  encoder.encode(`event: ${event}\ndata: ${json}\n\n`);

export class Frames {
  readonly stream: ReadableStream<Uint8Array>;
  #controller!: ReadableStreamDefaultController<Uint8Array>;
  /** What has no place yet: the latest of each. */
  readonly #waiting = new Map<EventName, Uint8Array>();
  #ends = false;
  #over = false;

  /** @param over called once, when the device has gone or everything was sent */
  constructor(over: () => void) {
    const end = () => {
      if (this.#over) return;
      this.#over = true;
      this.#waiting.clear();
      over();
    };
    this.#finish = end;
    this.stream = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.#controller = controller;
        },
        pull: () => this.#pour(),
        cancel: end
      },
      { highWaterMark: 1 }
    );
  }

  readonly #finish: () => void;

  /** Whether the device is behind: what it was sent before waits. */
  get behind(): boolean {
    return this.#waiting.size > 0;
  }

  send(event: EventName, bytes: Uint8Array): void {
    if (this.#over || this.#ends) return;
    this.#waiting.set(event, bytes);
    this.#pour();
  }

  /** Ends the stream after what was sent. */
  end(): void {
    if (this.#over) return;
    this.#ends = true;
    this.#pour();
  }

  #pour(): void {
    if (this.#over) return;
    for (const [event, bytes] of this.#waiting) {
      if ((this.#controller.desiredSize ?? 0) <= 0) return;
      this.#waiting.delete(event);
      this.#controller.enqueue(bytes);
    }
    if (!this.#ends) return;
    this.#controller.close();
    this.#finish();
  }
}

/** The last that a device hears: why it is not told anything any more. */
export function refuse(frames: Frames, why: Shut): void {
  frames.send('refused', frame('refused', JSON.stringify({ why })));
  frames.end();
}

/** A stream that says why there is none. */
export function refusing(why: Shut): ReadableStream<Uint8Array> {
  const frames = new Frames(() => {});
  refuse(frames, why);
  return frames.stream;
}

/** An answer whose body are events. Nothing on the way may keep, gather or repack them. */
export const eventStream = (stream: ReadableStream<Uint8Array>): Response =>
  new Response(stream, {
    headers: {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache, no-store, no-transform',
      'x-accel-buffering': 'no'
    }
  });
