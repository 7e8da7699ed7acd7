import { networkInterfaces } from 'node:os';

/** Where others reach this server, as far as it knows. */
export interface Reached {
  /** With the path of the site, without a slash at the end. */
  address: string;
  /** Only the server's own computer gets there. */
  alone: boolean;
}

const isLoopback = (host: string) =>
  host === 'localhost' || host === '[::1]' || /^127\./.test(host) || host.endsWith('.localhost');

/** What of the environment says where others reach this server. */
export interface ReachEnv {
  PUBLIC_URL?: string | undefined;
  ORIGIN?: string | undefined;
  /** Where a proxy stands in front, it knows the address. */
  PROTOCOL_HEADER?: string | undefined;
  HOST_HEADER?: string | undefined;
  /** On which the server listens. */
  HOST?: string | undefined;
}

/**
 * Every address that could be given to a class, the likeliest first. Who opened the site as `localhost` gave away nothing
 * that another computer could open: where the server listens on the whole network, it is this computer's addresses
 * there.
 * @param root of the site, as the request was made
 * @param networks the addresses of this computer that are not its own alone, IPv4
 */
export function reachableAt(
  root: URL,
  env: ReachEnv = process.env,
  networks: readonly string[] = networksHere()
): { addresses: [string, ...string[]]; alone: boolean } {
  if (env.PUBLIC_URL) return { addresses: [env.PUBLIC_URL.replace(/\/+$/, '')], alone: false };
  const base = root.pathname.replace(/\/+$/, '');
  const here = root.origin + base;
  const known = env.ORIGIN || env.HOST_HEADER || (env.PROTOCOL_HEADER && !direct(env.PROTOCOL_HEADER));
  const everywhere = !known && (env.HOST === '0.0.0.0' || env.HOST === '::');
  const others = everywhere
    ? networks.map((network) => `${root.protocol}//${network}${root.port && `:${root.port}`}${base}`)
    : [];
  if (!isLoopback(root.hostname))
    return { addresses: [here, ...others.filter((one) => one !== here)], alone: false };
  const [first, ...more] = others;
  return first === undefined
    ? { addresses: [here], alone: true }
    : { addresses: [first, ...more], alone: false };
}

/** The header that `scripts/start.js` sets where no proxy does. */
const direct = (header: string) => header === 'x-whose-words-protocol';

/** The address to give to a class, where one is enough. */
export function reachedAt(root: URL, env?: ReachEnv, networks?: readonly string[]): Reached {
  const { addresses, alone } = reachableAt(root, env, networks);
  return { address: addresses[0], alone };
}

const networksHere = () =>
  Object.values(networkInterfaces())
    .flatMap((entries) => entries ?? [])
    .filter((entry) => !entry.internal && entry.family === 'IPv4')
    .map((entry) => entry.address);
