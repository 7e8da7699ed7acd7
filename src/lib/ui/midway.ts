/**
 * Whether somebody is in the middle of something on a page that would be gone if it were loaded again: a dialog is open,
 * or somebody types, or has typed, in a field.
 */
export const midway = (page: ParentNode): boolean =>
  page.querySelector('dialog[open], :read-write:is(:focus, :user-valid, :user-invalid)') !== null;
