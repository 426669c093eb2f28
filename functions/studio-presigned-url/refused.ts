import type { Failure } from "../lib/error-answer";

/** Ends a request with a failure to answer; its own message is only for the log. */
export class Refused extends Error {
  override readonly name = "Refused";

  constructor(
    readonly failure: Failure,
    /** What happened, with names that the caller doesn't see. */
    forTheLog: string,
  ) {
    super(forTheLog);
  }
}

/** The user isn't in the directory. */
export function unknownUser(forTheLog: string): Refused {
  return new Refused(
    {
      statusCode: 403,
      code: "UnknownUser",
      message: "you are not registered for Studio: ask your administrators to add you",
    },
    forTheLog,
  );
}

/** The user's line of business isn't in the directory. */
export function noLob(forTheLog: string): Refused {
  return new Refused(
    {
      statusCode: 404,
      code: "NoLob",
      message: "your line of business is not set up for Studio: ask your administrators to register it",
    },
    forTheLog,
  );
}

/** The user's line of business has no domain that can be used. */
export function noDomain(forTheLog: string): Refused {
  return new Refused(
    {
      statusCode: 404,
      code: "NoDomain",
      message:
        "your line of business has no Studio domain that can be used: try again later, or ask your administrators",
    },
    forTheLog,
  );
}

/** The domain has no profile of the user's. */
export function noProfile(forTheLog: string): Refused {
  return new Refused(
    {
      statusCode: 404,
      code: "NoProfile",
      message:
        "you have no user profile in your line of business's Studio domain: ask your administrators to create it",
    },
    forTheLog,
  );
}

/** The domain has no space of the name that was asked for, or no profile of the user's. */
export function noSpace(forTheLog: string): Refused {
  return new Refused(
    {
      statusCode: 404,
      code: "NoSpace",
      message: "there is no such space, or you have no user profile: try without the parameter space",
    },
    forTheLog,
  );
}
