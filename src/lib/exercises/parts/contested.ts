/** What stands for an item on which careful readers differ: on a wall, on a learner's page, and on paper. */
export const CONTESTED = '◇';
