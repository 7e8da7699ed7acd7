import type { ClientInit } from '@sveltejs/kit';

/**
 * Styles that came at the fold of a page (`scripts/lighten.js`) stay when that page is left: whatever is loaded later
 * and needs them counts on their being there.
 */
export const init: ClientInit = () => {
  for (const styles of document.querySelectorAll('[data-fold] > *'))
    document.head.append(styles.cloneNode(true));
};
