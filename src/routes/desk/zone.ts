/** The time zone in which the browser is. */
export const zoneHere = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** An attachment: a hidden field says in which time zone the browser is. Without scripts it stays as it is. */
export const ownZone = (input: HTMLInputElement): void => {
  input.value = zoneHere();
};
