/** An attachment: Alt with an arrow moves a row of a list, wherever in it the focus is. */
export const movedByKeys =
  (move: (way: 'up' | 'down') => void) =>
  (row: HTMLElement): (() => void) => {
    const keydown = (event: KeyboardEvent) => {
      const way = ({ ArrowUp: 'up', ArrowDown: 'down' } as const)[event.key];
      if (!event.altKey || !way) return;
      event.preventDefault();
      move(way);
    };
    row.addEventListener('keydown', keydown);
    return () => row.removeEventListener('keydown', keydown);
  };
