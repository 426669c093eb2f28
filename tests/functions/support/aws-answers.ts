/** InvokeEndpoint's answer with a model's answer. */
export function modelAnswer(
  body: string | Uint8Array<ArrayBuffer>,
  contentType = "application/json",
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(body, { status: 200, headers: { "content-type": contentType, ...headers } });
}

/** An error of SageMaker Runtime, in its protocol. */
export function runtimeError(
  status: number,
  code: string,
  message: string,
  members: Readonly<Record<string, string | number>> = {},
): Response {
  return Response.json({ Message: message, ...members }, { status, headers: { "x-amzn-errortype": code } });
}

function xml(status: number, content: string): Response {
  return new Response(content, { status, headers: { "content-type": "text/xml" } });
}

/** An error of STS, in its protocol. */
export function stsError(status: number, code: string, message: string): Response {
  return xml(
    status,
    `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
  );
}

/** AssumeRole's answer, with credentials member by member. */
export function assumeRoleAnswer(credentials: Readonly<Record<string, string>>): Response {
  const members = Object.entries(credentials).map(([name, value]) => `<${name}>${value}</${name}>`);
  return xml(
    200,
    `<AssumeRoleResponse><AssumeRoleResult><Credentials>${members.join("")}</Credentials></AssumeRoleResult></AssumeRoleResponse>`,
  );
}

/** AssumeRole's answer with a session that has a number of seconds left; its key and secrets end in `name`. */
export function session(name: string, secondsLeft: number): Response {
  return assumeRoleAnswer({
    AccessKeyId: `ASIA${name}`,
    SecretAccessKey: `secret-${name}`,
    SessionToken: `token-${name}`,
    Expiration: new Date(Date.now() + secondsLeft * 1000).toISOString(),
  });
}
