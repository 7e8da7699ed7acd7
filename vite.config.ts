import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { chunks } from './scripts/chunks.js';
import { lessons } from './scripts/lessons.ts';

export default defineConfig({
  plugins: [sveltekit(), lessons(), chunks()],
  define: { __SERVED__: JSON.stringify(process.env.BUILD_TARGET !== 'static') },
  build: { rolldownOptions: { checks: { pluginTimings: false } } },
  server: { fs: { allow: ['lessons'] } },
  test: {
    allowOnly: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          // Properties of ten thousand runs take their time on a busy machine; nothing here waits for anything.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          globalSetup: ['tests/postgres.ts'],
          include: ['src/**/*.test.ts', 'tests/*.test.ts']
        }
      }
    ]
  }
});
