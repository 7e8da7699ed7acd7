import { sql, type Kysely } from 'kysely';
import pg from 'pg';
import { z } from 'zod';
import type { Database } from '../db/schema.ts';
import { newId } from '../ids.ts';
import { LocalBus, type Bus, type News } from './bus.ts';

/**
 * The bus of servers that share a PostgreSQL database: LISTEN/NOTIFY. Who is in the same process hears at once; other
 * servers get what is told within twenty milliseconds in one message.
 */

const CHANNEL = 'whose_words_live';
/** Milliseconds over which news are gathered. */
const GATHER = 20;
/** Milliseconds between attempts to be connected again: at first, and at most. */
const RETRY = { first: 100, most: 5000 };
/** PostgreSQL refuses 8000 bytes and more: as many answers as fit, with room for the rest. */
const MOST_ANSWERS = 250;

const Message = z.strictObject({
  from: z.string(),
  live: z.string(),
  /** `null`: the session itself, or who is in. */
  answers: z.array(z.string()).nullable()
});
type Message = z.infer<typeof Message>;

export class PostgresBus extends LocalBus implements Bus {
  readonly #db: Kysely<Database>;
  readonly #url: string;
  /** Tells this process's own messages from others'. */
  readonly #me = newId();
  readonly #gathered = new Map<string, { whole: boolean; answers: Set<string> }>();
  #sending: NodeJS.Timeout | null = null;
  #again: NodeJS.Timeout | null = null;
  #client: pg.Client | null = null;
  #failed = 0;
  #closed = false;

  private constructor(db: Kysely<Database>, url: string) {
    super();
    this.#db = db;
    this.#url = url;
  }

  /** Connects, and listens from then on. A database that cannot be reached now is tried again. */
  static async open(db: Kysely<Database>, databaseUrl: string): Promise<PostgresBus> {
    const bus = new PostgresBus(db, databaseUrl);
    await bus.#connect();
    return bus;
  }

  override tell(news: News): void {
    if (this.#closed) return;
    this.spread(news);
    const found = this.#gathered.get(news.live) ?? { whole: false, answers: new Set() };
    this.#gathered.set(news.live, found);
    if (news.answers) for (const id of news.answers) found.answers.add(id);
    else found.whole = true;
    this.#sending ??= setTimeout(() => void this.#send(), GATHER);
  }

  override async close(): Promise<void> {
    if (this.#closed) return;
    await this.#send();
    this.#closed = true;
    if (this.#again) clearTimeout(this.#again);
    await super.close();
    await this.#client?.end().catch(() => {});
    this.#client = null;
  }

  async #send(): Promise<void> {
    if (this.#sending) clearTimeout(this.#sending);
    this.#sending = null;
    const messages = [...this.#gathered].flatMap(([live, { whole, answers }]): Message[] => {
      const ids = [...answers];
      const parts = Array.from({ length: Math.ceil(ids.length / MOST_ANSWERS) }, (_, i) =>
        ids.slice(i * MOST_ANSWERS, (i + 1) * MOST_ANSWERS)
      );
      return [...(whole ? [null] : []), ...parts].map((each) => ({ from: this.#me, live, answers: each }));
    });
    this.#gathered.clear();
    for (const message of messages)
      // What is lost here, the others find when they look by themselves.
      await sql`select pg_notify(${CHANNEL}, ${JSON.stringify(message)})`.execute(this.#db).catch(() => {});
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({ connectionString: this.#url, keepAlive: true });
    const lost = () => {
      client.removeAllListeners('notification');
      if (this.#client !== client) return;
      this.#client = null;
      this.#later();
    };
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', ({ payload }) => this.#heard(payload ?? ''));
    this.#client = client;
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      this.#failed = 0;
    } catch {
      lost();
      await client.end().catch(() => {});
    }
  }

  #later(): void {
    if (this.#closed) return;
    const wait = Math.min(RETRY.first * 2 ** this.#failed++, RETRY.most);
    this.#again = setTimeout(() => {
      void this.#connect().then(() => {
        if (this.#client && !this.#closed) this.spread('all');
      });
    }, wait);
  }

  #heard(payload: string): void {
    const message = Message.safeParse(valueOf(payload));
    if (!message.success || message.data.from === this.#me) return;
    const { live, answers } = message.data;
    this.spread(answers ? { live, answers } : { live });
  }
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
