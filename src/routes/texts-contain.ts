/** As in “What the text contains”. @param texts how many */
export const textsContain = (texts: number): string => `the text${texts === 1 ? ' contains' : 's contain'}`;
