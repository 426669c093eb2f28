import { AwsError } from "../../../local/aws/core/aws-error";

/** Waits for a piece of work to fail, and gives its error. */
export async function failure(work: Promise<unknown>): Promise<Error> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Error) {
      return error;
    }
    throw error;
  }
  throw new Error("nothing failed");
}

/** The code and message with which AWS, or one of its SDK's clients, refuses. */
export async function refusalOf(work: Promise<unknown>): Promise<{ code: string; message: string }> {
  const error = await failure(work);
  return { code: error instanceof AwsError ? error.code : error.name, message: error.message };
}
