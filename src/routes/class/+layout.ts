/** Pages of classes are made for whoever asks. */
export const prerender = false;
