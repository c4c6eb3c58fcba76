// Names the one thing that this package throws.

/** Why there is no report; `kind` is `request`, `settings` or `engine`. */
export class PresendError extends Error {
  constructor(kind, reason, cause) {
    super(reason, cause ? { cause } : undefined);
    this.kind = kind;
  }

  get name() {
    return "PresendError";
  }
}
