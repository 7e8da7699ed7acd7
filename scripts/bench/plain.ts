import type { Page } from '@playwright/test';

/**
 * The text that a page shows, as the plainest page there is: what one would write by hand for the same words. Headings,
 * paragraphs, list items and quotations stand in tags without attributes; controls stand as paragraphs of their words;
 * there is no style and no script. What is folded away, or only read out, is left out.
 * @param page our page, as it is before any script has run
 */
export async function plainPage(page: Page): Promise<string> {
  const blocks = await page.evaluate(() => {
    const KEPT = ['h1', 'h2', 'h3', 'h4', 'p', 'li', 'blockquote'];
    const BLOCKS = [...KEPT, 'dt', 'dd', 'figcaption', 'summary', 'legend', 'label', 'button', 'th', 'td'];
    const any = BLOCKS.join();
    const out: [tag: string, text: string][] = [];
    for (const element of document.body.querySelectorAll<HTMLElement>(`${any}, a`)) {
      const name = element.localName;
      // Of blocks inside blocks the innermost hold the words; a link is one where it stands in none.
      if (element.querySelector(any) || (name === 'a' && element.closest(any))) continue;
      const { width } = element.getBoundingClientRect();
      if (!element.checkVisibility({ visibilityProperty: true }) || width <= 1) continue;
      const text = element.innerText.replace(/\s+/g, ' ').trim();
      if (text) out.push([KEPT.includes(name) ? name : 'p', text]);
    }
    return out;
  });
  const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  const body = blocks.map(([tag, text]) => `<${tag}>${escaped(text)}</${tag}>`).join('\n');
  return `<!doctype html>\n<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Plain</title>\n${body}</html>\n`;
}
