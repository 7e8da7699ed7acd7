/** As in “What the text contains”. @param texts how many */
export const textsContain = (texts: number): string =>
  texts === 1 ? 'the text contains' : 'the texts contain';
