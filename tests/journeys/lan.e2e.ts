import { spawn } from 'node:child_process';
import { networkInterfaces } from 'node:os';
import { fileURLToPath } from 'node:url';
import { check, exercise, expect, open, ready, resultRows, sort, test } from './helpers.ts';

const address = Object.values(networkInterfaces())
  .flatMap((entries) => entries ?? [])
  .find((entry) => entry.family === 'IPv4' && !entry.internal)?.address;

/** Starts the server for the whole network, on a port that is free. */
async function start(): Promise<{ url: string; stop: () => Promise<unknown> }> {
  const server = spawn(process.execPath, ['scripts/start.js'], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: { ...process.env, HOST: '0.0.0.0', PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit']
  });
  const ended = new Promise((done) => server.once('exit', done));
  let said = '';
  const url = await new Promise<string>((found, failed) => {
    server.stdout.on('data', (chunk) => {
      said += String(chunk);
      const line = new RegExp(`http://${address}:\\d+`).exec(said);
      if (line) found(`${line[0]}/`);
    });
    void ended.then(() => failed(new Error(`the server ended: ${said}`)));
  });
  return {
    url,
    stop: () => {
      server.kill();
      return ended;
    }
  };
}

test.describe('On the local network @server', () => {
  test('over plain http and without a secure context, a lesson goes from home to its results', async ({
    page
  }) => {
    test.skip(!address, 'this machine has no address on a network');
    const { url, stop } = await start();
    try {
      await open(page, url);
      expect(await page.evaluate(() => isSecureContext)).toBe(false);
      await page.getByRole('link', { name: 'Start: Whose words are these?' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Whose words are these?');
      const name = 'warm-up/sort-careful';
      const task = exercise(page, name);
      await sort(page, name, () => 'states');
      await check(task);
      await expect(task.getByRole('heading', { name: 'What you read' })).toBeFocused();
      await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Results' }).click();
      await expect(resultRows(page).nth(1).getByRole('cell').first()).toHaveText('0');
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Save as a file' }).click()
      ]);
      expect(await download.failure()).toBeNull();
      await page.reload();
      await ready(page);
      await expect(resultRows(page)).toHaveCount(2);
    } finally {
      await stop();
    }
  });
});
