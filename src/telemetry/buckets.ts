/** Seconds of a request, from a cached answer to one that meets its deadline. */
export const REQUEST_SECONDS = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30,
];

/** Seconds of a statement. */
export const STATEMENT_SECONDS = [
  0.0001, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10,
];

/** How many of something go together. */
export const GROUP_SIZES = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 5_000];
