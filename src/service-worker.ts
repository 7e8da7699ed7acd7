/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
/// <reference types="@sveltejs/kit" />
import { base, build, files, prerendered, version } from '$service-worker';
import { cacheOf, isOurCache } from './lib/progress/own.ts';

/**
 * Makes the self-paced part work offline after the first visit. One cache a build holds the whole of it: scripts,
 * styles and files, every page with its data, and the keys of open exercises. Nothing else is ever stored, so
 * that no answer of a server (a reserved key, a class) outlives its moment.
 */
const worker = self as unknown as ServiceWorkerGlobalScope;

const CACHE = cacheOf(base, version);
/** How long a page may take to come from the network before the kept one is shown. */
const PATIENCE = 4000;

const assets = new Set([...build, ...files]);
const isPage = (path: string) => !/\.[a-z0-9]+$/.test(path);
const offline = prerendered.find((path) => /\/offline\/?$/.test(path));
/** Every page has data of its own but the one that is shown where there is no connection. */
const data = prerendered
  .filter((path) => isPage(path) && path !== offline)
  .map((path) => `${path.replace(/\/$/, '')}/__data.json`);
const kept = new Set([...prerendered, ...data]);

worker.addEventListener('install', (event) => {
  event.waitUntil(fill([...assets, ...kept]));
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(clear().then(() => worker.clients.claim()));
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) return;
  if (url.pathname.startsWith(`${base}/api/`)) return;
  const path = keptAs(url.pathname);
  if (assets.has(url.pathname)) event.respondWith(fromCacheFirst(request));
  else if (path) event.respondWith(fromNetworkFirst(request, path));
  else if (request.mode === 'navigate' && offline) event.respondWith(orOffline(request, offline));
});

/** A few at a time: the page that is being read comes first. */
async function fill(paths: string[]): Promise<void> {
  const cache = await caches.open(CACHE);
  const queue = [...paths];
  const lane = async () => {
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
      const response = await fetch(path, { cache: 'no-cache' });
      if (!response.ok) throw new Error(`${path}: ${response.status}`);
      await cache.put(path, response);
    }
  };
  await Promise.all([lane(), lane(), lane(), lane()]);
}

async function clear(): Promise<void> {
  const old = (await caches.keys()).filter((name) => isOurCache(base, name) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** The kept address for a path, with or without a slash at its end. */
function keptAs(path: string): string | null {
  return [path, `${path}/`, path.replace(/\/$/, '')].find((each) => kept.has(each)) ?? null;
}

async function fromCacheFirst(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  return (await cache.match(request, { ignoreSearch: true })) ?? fetch(request);
}

async function fromNetworkFirst(request: Request, path: string): Promise<Response> {
  const network = fetch(request);
  const fresh = await Promise.race([network.catch(() => null), after(PATIENCE)]);
  if (fresh && fresh.status < 500) return fresh;
  const cache = await caches.open(CACHE);
  // A page's own links are relative to its proper address.
  if (request.mode === 'navigate' && new URL(request.url).pathname !== path)
    return Response.redirect(path, 307);
  return (await cache.match(path)) ?? network;
}

async function orOffline(request: Request, page: string): Promise<Response> {
  try {
    return await fetch(request);
  } catch {
    // A page's own links are relative to its proper address; it leads back to the one that was asked for.
    const { pathname, search } = new URL(request.url);
    return Response.redirect(`${page}?${new URLSearchParams({ to: pathname + search })}`, 307);
  }
}

const after = (milliseconds: number) =>
  new Promise<null>((done) => setTimeout(() => done(null), milliseconds));
