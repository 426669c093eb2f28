import { otherSignInRefusal, signInRefusals } from "../texts";
import { answeredMembers, type PlainObject, textOf } from "./plain-json";
import { Refusal } from "./refusal";

/** Time-out of a call in milliseconds. */
const patience = 20_000;

/** The operations of Cognito that signing in needs, none of them signed. */
export type Operation = "InitiateAuth" | "RespondToAuthChallenge" | "AssociateSoftwareToken" | "VerifySoftwareToken";

/** Calls an operation of Cognito. Throws a Refusal. */
export type CallCognito = (operation: Operation, input: object) => Promise<PlainObject>;

/** Of a name that may have a namespace. `(?!.)` is the end, where `$` would be API Gateway's. */
const lastWord = /[A-Za-z]+(?!.)/s;

/** A refusal of sign-in by Cognito's code and message, or by one of this page's own. */
export function signInRefusal(code: string, message = ""): Refusal {
  const known = signInRefusals.find((one) => one.code === code && message.startsWith(one.begins ?? ""));
  return new Refusal(code, known?.text ?? otherSignInRefusal);
}

/**
 * Cognito at its address.
 *
 * Source: Cognito API, InitiateAuth and RespondToAuthChallenge, whose errors are named by `__type`.
 */
export function cognitoAt(address: string, send: typeof fetch): CallCognito {
  return async (operation, input) => {
    let answer: Response;
    try {
      answer = await send(address, {
        method: "POST",
        headers: {
          "content-type": "application/x-amz-json-1.1",
          "x-amz-target": `AWSCognitoIdentityProviderService.${operation}`,
        },
        body: JSON.stringify(input),
        cache: "no-store",
        credentials: "omit",
        signal: AbortSignal.timeout(patience),
      });
    } catch {
      // A browser doesn't tell pages why a request didn't arrive.
      throw signInRefusal("Unreachable");
    }
    const members = await answeredMembers(answer);
    if (!answer.ok) {
      const [code = ""] = lastWord.exec(textOf(members, "__type")) ?? [];
      throw signInRefusal(codeOf(code, answer.status), textOf(members, "message"));
    }
    return members;
  };
}

/** Without a code of Cognito's, as in a proxy's answer, the status decides. */
function codeOf(code: string, status: number): string {
  if (code !== "") {
    return code;
  }
  if (status === 429) {
    return "TooManyRequestsException";
  }
  return status === 403 ? "AccessDeniedException" : "InternalErrorException";
}
