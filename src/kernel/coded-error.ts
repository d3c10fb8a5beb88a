/**
 * An error that a client may see: its message and code go out as they are. Every other error is
 * masked at the edge.
 */
export class CodedError extends Error {
  constructor(
    /** Stable, upper-case: `BAD_USER_INPUT`, `CONFLICT`, `TOO_MANY_EVENTS`, `UNAVAILABLE`. */
    readonly code: string,
    /** One sentence: what was required and what came. */
    message: string,
    /** What a program can use: `path`, `required`, `came`, `retryAfter` in seconds. */
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = 'CodedError';
  }
}
