/**
 * Where a form leads, as an address in full. The server writes it as seen from the address that the form was sent to,
 * and by the time it is there the browser may have gone elsewhere.
 * @param action the address that the form was sent to
 */
export const goesOn = <Redirect extends { location: string }>(redirect: Redirect, action: URL): Redirect => ({
  ...redirect,
  location: new URL(redirect.location, action).href
});
