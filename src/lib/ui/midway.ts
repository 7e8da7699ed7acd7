/**
 * What is on a page while somebody is in the middle of something that would be gone if it were loaded again: a dialog
 * that is open, or a field in which somebody types, or has typed.
 */
export const MIDWAY = 'dialog[open], :read-write:is(:focus, :user-valid, :user-invalid)';
