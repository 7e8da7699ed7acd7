import type { Browser } from '@playwright/test';
import { exercise, expect, open, ready, test } from './helpers.ts';
import { phone, started, title, type Started } from './live.ts';

const SORT = 'warm-up/sort-careful';

/** What somebody did on a device, and the pages that they met, in their order. */
interface Did {
  pages: string[];
  fields: string[];
  presses: string[];
}

/** A phone that notes what is done on it. */
async function noting(browser: Browser) {
  const context = await browser.newContext(phone);
  const did: Did = { pages: [], fields: [], presses: [] };
  await context.exposeBinding('note', (_, kind: 'fields' | 'presses', what: string) => {
    did[kind].push(what);
  });
  await context.addInitScript(() => {
    const { note } = window as unknown as { note: (kind: 'fields' | 'presses', what: string) => void };
    const by = (event: globalThis.Event, what: string) =>
      event.isTrusted && event.target instanceof Element ? event.target.closest<HTMLElement>(what) : null;
    const typed = (event: globalThis.Event) => {
      const field = by(event, 'input, select, textarea');
      if (field) note('fields', field.getAttribute('name') ?? '');
    };
    const pressed = (event: globalThis.Event) => {
      const target = by(event, 'button, a, summary, label');
      if (target) note('presses', target.innerText);
    };
    document.addEventListener('change', typed, true);
    document.addEventListener('click', pressed, true);
  });
  const page = await context.newPage();
  page.on('framenavigated', (frame) => {
    const { protocol, pathname } = new URL(frame.url());
    if (protocol !== 'about:' && did.pages.at(-1) !== pathname) did.pages.push(pathname);
  });
  return { page, did };
}

test.describe('Joining a class that is live takes a few seconds @server @wide', () => {
  let session: Started;
  test.beforeEach(async ({ page }) => {
    session = await started(page, [`exercise:${SORT}`]);
    await session.click({ do: 'go', to: 0 });
    await session.click({ do: 'open', part: session.parts[0]!, minutes: null });
  });

  /** They tap a name, and are where the class is: the first thing that they can do there is answer. */
  async function choosesName({ page, did }: Awaited<ReturnType<typeof noting>>): Promise<string> {
    const names = page.getByRole('form', { name: 'Choose a name' }).getByRole('button');
    const name = await names.first().innerText();
    await expect(page.getByRole('textbox')).toHaveCount(0);
    await names.first().tap();
    await expect(title(page, 'Answer by yourself')).toBeVisible();
    await ready(page);
    const here = structuredClone(did);
    await exercise(page, SORT).getByRole('radio').first().tap();
    await expect(exercise(page, SORT).getByText(/^Saved \d\d:\d\d/)).toBeVisible();
    const live = new URL(session.path, page.url().replace(/class\/.*/, '')).pathname;
    expect(here.pages).toEqual(['/join/', live]);
    Object.assign(did, here);
    return name;
  }

  test('with the code: on one page one field, and after two presses the present step is there to be answered', async ({
    browser
  }) => {
    const device = await noting(browser);
    const { page, did } = device;
    await open(page, './join/');
    await expect(page.getByRole('textbox')).toHaveCount(1);
    await page.getByRole('textbox').tap();
    // As one types on a phone, without the space.
    await page.keyboard.type(session.code.replaceAll(' ', '').toLowerCase());
    await page.getByRole('button', { name: 'Go on' }).tap();
    const name = await choosesName(device);
    expect(did).toMatchObject({ fields: ['code'], presses: ['Go on', name] });
    await page.context().close();
  });

  test('by the picture on the wall: no field, and after one press the present step is there to be answered', async ({
    browser
  }) => {
    const device = await noting(browser);
    const { page, did } = device;
    await open(page, `./join/?code=${session.code.replaceAll(' ', '')}`);
    const name = await choosesName(device);
    expect(did).toMatchObject({ fields: [], presses: [name] });
    await page.context().close();
  });
});
