import { Agent, request } from 'node:http';
import { z } from 'zod';
import type { Save } from '../../src/lib/classroom/saving.ts';
import { newId } from '../../src/lib/server/ids.ts';
import type { Room, RoomPart, Seat } from './class.ts';

/** Saves answers as a learner's browser does: over http, one connection each, until the server says that it has them. */

/** What a server said, and how long it took: milliseconds. */
export interface Answered {
  status: number;
  text: string;
  /** Those that it set, as they are sent back. */
  cookies: string;
  took: number;
}

/** A connection that is kept, as a browser keeps it. */
export class Line {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  /**
   * Where the server has closed a connection that lay idle just when it was used again, another is taken, as browsers do.
   * @throws where the connection breaks
   */
  send(method: string, url: string, headers: Record<string, string>, body: string): Promise<Answered> {
    const began = performance.now();
    return new Promise((resolve, reject) => {
      const asked = { accept: '*/*', ...headers };
      const sent = request(url, { method, agent: this.#agent, headers: asked }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        const cookies = (response.headers['set-cookie'] ?? [])
          .map((cookie) => cookie.split(';')[0])
          .join('; ');
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, text, cookies, took: performance.now() - began })
        );
        response.on('error', reject);
      });
      sent.on('error', (error: NodeJS.ErrnoException) =>
        sent.reusedSocket && error.code === 'ECONNRESET'
          ? resolve(this.send(method, url, headers, body))
          : reject(error)
      );
      sent.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

const Outcome = z.looseObject({ is: z.string(), revision: z.int().optional() });

/** An answer that was sent, and whether the server has said that it has it. */
export interface Sent {
  delivery: string;
  revision: number;
  answer: string;
}

/** One learner's answers to one part: the last that was acknowledged, and the one under way. */
export class Desk {
  readonly seat: Seat;
  readonly part: RoomPart;
  acknowledged: Sent | null = null;
  pending: Sent | null = null;
  readonly #room: Room;
  readonly #under: string;
  /** The answers in JSON: whoever asks shares the processors with the server, and may do little for it. */
  readonly #texts: readonly string[];

  /** @param under where it saves in the class: the assignment, or a live session */
  constructor(room: Room, seat: Seat, part: RoomPart, under: string = room.assignmentId) {
    this.#room = room;
    this.#under = under;
    this.seat = seat;
    this.part = part;
    this.#texts = part.answers.map((answer) => JSON.stringify(answer));
  }

  /** The next answer; the one under way, where its acknowledgement did not come. */
  next(): Sent {
    if (this.pending) return this.pending;
    const revision = (this.acknowledged?.revision ?? 0) + 1;
    const answer = this.#texts[revision % this.#texts.length]!;
    return (this.pending = { delivery: newId(), revision, answer });
  }

  /** The next answer as a request to a server. */
  request(server: string): { method: 'POST'; path: string; headers: Record<string, string>; body: string } {
    const { delivery, revision } = this.next();
    const { classId } = this.#room;
    const { id: part, exercise, answers } = this.part;
    const save: Save = {
      ...{ work: this.seat.workId, part, version: exercise.version },
      ...{ answer: answers[revision % answers.length], base: revision - 1, after: [], delivery }
    };
    return {
      method: 'POST',
      path: `/class/${classId}/${this.#under}/save`,
      headers: { cookie: this.seat.cookie, origin: server, 'content-type': 'application/json' },
      body: JSON.stringify(save)
    };
  }

  /**
   * Hears what the server says to it.
   * @throws where it was not saved
   */
  heard(status: number, text: string): void {
    const { delivery, revision, answer } = this.next();
    if (status !== 200) throw new Refused(`${status}: ${text.slice(0, 200)}`, status);
    const outcome = Outcome.parse(JSON.parse(text));
    if (outcome.is !== 'saved' || outcome.revision !== revision)
      throw new Refused(`${text.slice(0, 200)} to revision ${revision}`, status);
    this.acknowledged = { delivery, revision, answer };
    this.pending = null;
  }

  /**
   * Sends the next answer once.
   * @returns how long the server took
   * @throws where the connection broke, or the server did not take it
   */
  async save(server: string, line: Line): Promise<number> {
    const { method, path, headers, body } = this.request(server);
    const { status, text, took } = await line.send(method, `${server}${path}`, headers, body);
    this.heard(status, text);
    return took;
  }
}

/** The server answered, and did not save. */
export class Refused extends Error {
  readonly status: number;
  constructor(message: string, status: number) {
    super(message);
    this.status = status;
  }
}
