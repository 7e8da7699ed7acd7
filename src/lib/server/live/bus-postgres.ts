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
/** Milliseconds after which a database is given up that does not answer. */
const PATIENCE = 5000;
/** Milliseconds between questions whether the line is still there: nobody says so when it is not. */
const ASK = 10_000;
/** PostgreSQL refuses 8000 bytes and more: as many answers as fit, with room for the rest. */
const MOST_ANSWERS = 250;

const Message = z.strictObject({
  from: z.string(),
  live: z.string(),
  /** `null`: the session itself, or who is in. */
  answers: z.array(z.string()).nullable(),
  who: z.literal(true).optional()
});
type Message = z.infer<typeof Message>;

export class PostgresBus extends LocalBus implements Bus {
  readonly #db: Kysely<Database>;
  readonly #url: string;
  /** Tells this process's own messages from others'. */
  readonly #me = newId();
  readonly #gathered = new Map<string, { whole: boolean; who: boolean; answers: Set<string> }>();
  #sending: NodeJS.Timeout | null = null;
  #again: NodeJS.Timeout | null = null;
  #client: pg.Client | null = null;
  #failed = 0;
  #closed = false;
  readonly #asking: NodeJS.Timeout;
  /** Resolves once it has tried to connect for the first time. Who tells, or listens here, need not wait for it. */
  readonly tried: Promise<void>;

  /** Connects, and hears other servers from then on. A database that cannot be reached now is tried again. */
  constructor(db: Kysely<Database>, databaseUrl: string) {
    super();
    this.#db = db;
    this.#url = databaseUrl;
    this.tried = this.#connect();
    this.#asking = setInterval(() => void this.#ask(), ASK).unref();
  }

  override tell(news: News): void {
    if (this.#closed) return;
    this.spread(news);
    const found = this.#gathered.get(news.live) ?? { whole: false, who: false, answers: new Set() };
    this.#gathered.set(news.live, found);
    if (news.answers) for (const id of news.answers) found.answers.add(id);
    else if (news.who) found.who = true;
    else found.whole = true;
    this.#sending ??= setTimeout(() => void this.#send(), GATHER);
  }

  override async close(): Promise<void> {
    if (this.#closed) return;
    await this.#send();
    this.#closed = true;
    if (this.#again) clearTimeout(this.#again);
    clearInterval(this.#asking);
    await super.close();
    const client = this.#client;
    this.#client = null;
    if (client) await ended(client);
  }

  async #send(): Promise<void> {
    if (this.#sending) clearTimeout(this.#sending);
    this.#sending = null;
    const messages = [...this.#gathered].flatMap(([live, { whole, who, answers }]): Message[] => {
      const common = { from: this.#me, live };
      const ids = [...answers];
      const parts = Array.from({ length: Math.ceil(ids.length / MOST_ANSWERS) }, (_, i) =>
        ids.slice(i * MOST_ANSWERS, (i + 1) * MOST_ANSWERS)
      );
      return [
        // Whoever looks who listens reads the session as well.
        ...(who ? [{ ...common, answers: null, who }] : whole ? [{ ...common, answers: null }] : []),
        ...parts.map((each) => ({ ...common, answers: each }))
      ];
    });
    this.#gathered.clear();
    for (const message of messages)
      // What is lost here, the others find when they look by themselves.
      await sql`select pg_notify(${CHANNEL}, ${JSON.stringify(message)})`.execute(this.#db).catch(() => {});
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({
      ...{ connectionString: this.#url, keepAlive: true },
      ...{ connectionTimeoutMillis: PATIENCE, query_timeout: PATIENCE }
    });
    client.on('error', () => this.#lost(client));
    client.on('end', () => this.#lost(client));
    client.on('notification', ({ payload }) => {
      if (client === this.#client) this.#heard(payload ?? '');
    });
    this.#client = client;
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      this.#failed = 0;
      // What was told before was not heard.
      if (client === this.#client) this.spread('all');
    } catch {
      this.#lost(client);
    }
  }

  /** Whether the database still answers on the line. */
  async #ask(): Promise<void> {
    const client = this.#client;
    await client?.query('select 1').catch(() => this.#lost(client));
  }

  /** Gives up a line, and tries another in a while. */
  #lost(client: pg.Client): void {
    if (client !== this.#client) return;
    this.#client = null;
    void ended(client);
    const wait = Math.min(RETRY.first * 2 ** this.#failed++, RETRY.most);
    this.#again = setTimeout(() => void this.#connect(), wait);
  }

  #heard(payload: string): void {
    const message = Message.safeParse(valueOf(payload));
    if (!message.success || message.data.from === this.#me) return;
    const { live, answers, who } = message.data;
    this.spread(answers ? { live, answers } : who ? { live, who } : { live });
  }
}

/** Ends a line; what does not answer is not waited for. */
async function ended(client: pg.Client): Promise<void> {
  let timer: NodeJS.Timeout | null = null;
  const enough = new Promise<void>((resolve) => (timer = setTimeout(resolve, 1000)));
  await Promise.race([client.end().catch(() => {}), enough]);
  if (timer) clearTimeout(timer);
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
