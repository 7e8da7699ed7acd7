/** What is said of a code that has run out. @param here whether somebody is in a class on this device: its button stands above */
export const tooOld = (here: boolean): string =>
  'This code is too old: the code of a class works for some weeks. Ask your instructor for the one that works now. If you are in the class already, you need none: ' +
  (here ? 'choose it above.' : 'come back with your recovery code.');
