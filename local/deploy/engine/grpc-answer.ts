import * as grpc from "@grpc/grpc-js";

/** Answers a call with what a promise comes to; an error's message is what the engine shows. */
export function answer<Request, Response>(work: (request: Request) => Promise<Response> | Response) {
  return (call: { readonly request: Request }, done: grpc.sendUnaryData<Response>) => {
    Promise.resolve()
      .then(() => work(call.request))
      .then(
        (response) => done(null, response),
        (error: unknown) =>
          done({ code: grpc.status.UNKNOWN, details: error instanceof Error ? error.message : String(error) }),
      );
  };
}
