/** As in “Rather not this text?”. @param texts how many */
export const theseTexts = (texts: number): string => (texts === 1 ? 'this text' : 'these texts');
