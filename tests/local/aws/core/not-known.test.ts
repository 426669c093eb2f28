import { CognitoIdentityProviderClient, ListDevicesCommand } from "@aws-sdk/client-cognito-identity-provider";
import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { DescribeInstancesCommand, DescribeVpcsCommand, EC2Client } from "@aws-sdk/client-ec2";
import { ListPrincipalsCommand, RAMClient } from "@aws-sdk/client-ram";
import { InvokeEndpointCommand, SageMakerRuntimeClient } from "@aws-sdk/client-sagemaker-runtime";
import { GetSessionTokenCommand, STSClient } from "@aws-sdk/client-sts";
import { expect } from "chai";
import { settings } from "../../support/clients";
import { failure } from "../../support/failure";
import { allow, childAccount, eachTestOnItsOwnAws, putRole } from "../../support/local-aws";

type Settings = ReturnType<typeof settings> & { readonly maxAttempts: number };

const message = (operation: string) => `the local AWS doesn't know the ${operation}`;

describe("What the local AWS doesn't know", () => {
  const aws = eachTestOnItsOwnAws();

  const calls: readonly { call: string; send: (of: Settings) => Promise<unknown>; told: string }[] = [
    {
      call: "an operation by query XML",
      send: (of) => new STSClient(of).send(new GetSessionTokenCommand({})),
      told: message("STS operation GetSessionToken"),
    },
    {
      call: "an operation by EC2's XML",
      send: (of) => new EC2Client(of).send(new DescribeInstancesCommand({})),
      told: message("EC2 operation DescribeInstances"),
    },
    {
      call: "members by EC2's XML",
      send: (of) => new EC2Client(of).send(new DescribeVpcsCommand({ MaxResults: 5, DryRun: true })),
      told: "the local AWS doesn't understand a call of EC2 DescribeVpcs: MaxResults, DryRun",
    },
    {
      call: "an operation by JSON 1.0",
      send: (of) => new DynamoDBClient(of).send(new ListTablesCommand({})),
      told: message("DynamoDB operation ListTables"),
    },
    {
      call: "an operation by REST-JSON",
      send: (of) => new RAMClient(of).send(new ListPrincipalsCommand({ resourceOwner: "SELF" })),
      told: message("RAM operation at /listprincipals"),
    },
    {
      call: "a header by REST-JSON",
      send: (of) =>
        new SageMakerRuntimeClient(of).send(
          new InvokeEndpointCommand({ EndpointName: "iris", Body: "{}", EnableExplanations: "`true`" }),
        ),
      told: "the local AWS doesn't understand a call of SageMaker InvokeEndpoint: x-amzn-sagemaker-enable-explanations",
    },
    {
      call: "an operation that nobody signs, by JSON 1.1",
      send: (of) => new CognitoIdentityProviderClient(of).send(new ListDevicesCommand({ AccessToken: "a.b.c" })),
      told: message("Cognito operation ListDevices"),
    },
  ];
  for (const { call, send, told } of calls) {
    it(`is named in a 501 that an SDK reads, for ${call}`, async () => {
      const mistakes: unknown[] = [];
      aws().onMistake = (error) => mistakes.push(error);
      const role = await putRole(aws(), childAccount, "Caller");
      await allow(aws(), role, { Action: "*", Resource: "*" });
      const session = aws().sessions.open(role, "calling", 3600);

      const error = await failure(send({ ...settings(aws(), session), maxAttempts: 1 }));

      expect(error).to.include({ name: "NotImplemented", message: told });
      expect(error).to.have.nested.property("$metadata.httpStatusCode", 501);
      expect(mistakes.map(String)).to.deep.equal([`Error: ${told}`]);
    });
  }
});
