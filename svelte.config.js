import adapterNode from '@sveltejs/adapter-node';
import adapterStatic from '@sveltejs/adapter-static';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import builds from './scripts/builds.cjs';
import inputs from './scripts/inputs.cjs';
import { lighten } from './scripts/lighten.js';
import { compilerOptions, preprocess } from './scripts/markdown.js';

const target = process.env.BUILD_TARGET === 'static' ? 'static' : 'node';
const base = /** @type {'' | `/${string}`} */ (process.env.BASE_PATH ?? '');
// Kit reads this file more than once in a build: one build has one hash, whatever is saved meanwhile.
const hash = (process.env.WHOSE_WORDS_BUILD ??= inputs.buildHash({ target, base }));
const version = hash.slice(0, 16);

/**
 * What a content security policy calls the inline scripts of a file.
 * @param {string} file
 * @returns {`sha256-${string}`[]}
 */
function inlineHashes(file) {
  const html = readFileSync(new URL(file, import.meta.url), 'utf8');
  const scripts = [...html.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)];
  if (scripts.length === 0) throw new Error(`${file} has no inline script`);
  return scripts.map(([, script = '']) => {
    const digest = createHash('sha256').update(script).digest('base64');
    return /** @type {const} */ (`sha256-${digest}`);
  });
}

/** @type {import('@sveltejs/kit').Config} */
export default {
  extensions: ['.svelte', '.md'],
  preprocess,
  compilerOptions,

  kit: {
    adapter: stamped(
      target === 'static'
        ? (out) => adapterStatic({ pages: out, fallback: '404.html' })
        : (out) => adapterNode({ out, precompress: true })
    ),
    paths: { base, relative: true },
    // A page's styles come with it: on a slow line a text is readable a round trip earlier.
    inlineStyleThreshold: 65_536,
    // The same files make the same build, and another build is another version.
    // An open page asks every ten minutes whether there is one, and then loads the next page from the server.
    version: { name: version, pollInterval: 600_000 },
    prerender: { entries: ['*'], handleHttpError: 'fail', handleMissingId: 'fail' },
    csp: {
      mode: 'auto',
      directives: {
        'default-src': ['self'],
        // Kit adds its own script's hash; these are those in app.html.
        'script-src': ['self', ...inlineHashes('src/app.html')],
        'style-src': ['self', 'unsafe-inline'],
        'img-src': ['self'],
        'font-src': ['self'],
        'connect-src': ['self'],
        'object-src': ['none'],
        'base-uri': ['self'],
        'form-action': ['self'],
        // In a page that is made beforehand it means nothing: there `scripts/start.js` says it.
        'frame-ancestors': ['none']
      }
    },
    typescript: {
      config: (config) => {
        config.include.push('../lessons/**/*.ts', '../scripts/**/*', '../*.config.js', '../*.config.ts');
      }
    }
  }
};

/**
 * Leaves the hash of what went into a build inside it: `scripts/setup.cjs` builds again only when it differs. What a server
 * serves goes into a folder of its own: one that runs has the files of its build for as long as it runs.
 * @param {(out: string) => import('@sveltejs/kit').Adapter} adapterTo
 * @returns {import('@sveltejs/kit').Adapter}
 */
function stamped(adapterTo) {
  const out = target === 'static' ? 'build-static' : builds.fresh(version);
  const adapter = adapterTo(out);
  return {
    ...adapter,
    async adapt(builder) {
      lighten(builder.getBuildDirectory('output'));
      await adapter.adapt(builder);
      // What changed while it was built is not in it: without a stamp it is built again.
      if (inputs.buildHash({ target, base }) === hash) inputs.stamp(out, hash);
      if (target === 'node') builds.settle(out);
    }
  };
}
