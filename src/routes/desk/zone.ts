/** An attachment: a hidden field says in which time zone the browser is. Without scripts it stays as it is. */
export const ownZone = (input: HTMLInputElement): void => {
  input.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
};
