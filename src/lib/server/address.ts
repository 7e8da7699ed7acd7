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

/**
 * The address to give to a class. Who opened the site as `localhost` gave away nothing that another computer could
 * open: where the server listens on the whole network, it is this computer's address there.
 * @param root of the site, as the request was made
 * @param env PUBLIC_URL, where the site has one, and HOST, on which the server listens
 * @param networks the addresses of this computer that are not its own alone, IPv4
 */
export function reachedAt(
  root: URL,
  env: { PUBLIC_URL?: string | undefined; HOST?: string | undefined } = process.env,
  networks: readonly string[] = networksHere()
): Reached {
  if (env.PUBLIC_URL) return { address: env.PUBLIC_URL.replace(/\/+$/, ''), alone: false };
  const base = root.pathname.replace(/\/+$/, '');
  const here = { address: root.origin + base, alone: false };
  if (!isLoopback(root.hostname)) return here;
  const [network] = networks;
  const everywhere = env.HOST === '0.0.0.0' || env.HOST === '::';
  if (!everywhere || network === undefined) return { ...here, alone: true };
  return { address: `${root.protocol}//${network}${root.port && `:${root.port}`}${base}`, alone: false };
}

const networksHere = () =>
  Object.values(networkInterfaces())
    .flatMap((entries) => entries ?? [])
    .filter((entry) => !entry.internal && entry.family === 'IPv4')
    .map((entry) => entry.address);
