import { expect } from "chai";
import type * as v from "valibot";
import { check } from "../../../common/validation";
import {
  accountId,
  externalId,
  organizationArn,
  organizationPath,
  region,
  roleArn,
  topicArn,
  vpcEndpointId,
} from "../../../infra/support/schemas";

const cases: readonly {
  what: string;
  schema: v.GenericSchema;
  takes: readonly string[];
  refuses: readonly string[];
}[] = [
  {
    what: "an account id",
    schema: accountId,
    takes: ["000000000000", "333333333333"],
    refuses: ["33333333333", "3333333333333", "33333333333a", " 333333333333", "333333333333\n", "*"],
  },
  {
    what: "an ExternalId",
    schema: externalId,
    takes: ["ab", "Team_7+=,.@:/-", "x".repeat(1224)],
    refuses: ["a", "a b", "ab\n", "ab*", "x".repeat(1225), "é-é"],
  },
  {
    what: "a role's ARN",
    schema: roleArn,
    takes: ["arn:aws:iam::222222222222:role/SageMakerExternal", "arn:aws:iam::222222222222:role/path/Name"],
    refuses: [
      "arn:aws:iam::222222222222:role/*",
      "arn:aws:iam::*:role/SageMakerExternal",
      "arn:aws:iam::222222222222:role/Sage?",
      "arn:aws:iam::222222222222:user/SageMakerExternal",
      "arn:aws:iam::222222222222:role/",
      "SageMakerExternal",
    ],
  },
  {
    what: "an organization's ARN",
    schema: organizationArn,
    takes: ["arn:aws:organizations::111111111111:organization/o-exampleorg1"],
    refuses: [
      "o-exampleorg1",
      "arn:aws:organizations::111111111111:organization/o-*",
      "arn:aws:organizations::111111111111:account/o-exampleorg1/222222222222",
    ],
  },
  {
    what: "an organization path",
    schema: organizationPath,
    takes: ["o-exampleorg1/r-ab12/", "o-exampleorg1/r-ab12/*", "o-exampleorg1/r-ab12/ou-ab12-11111111/*"],
    refuses: ["*", "o-*/r-ab12/*", "o-exampleorg1/*", "o-exampleorg1/r-ab12", "o-exampleorg1/r-ab12/ou-*"],
  },
  { what: "a region", schema: region, takes: ["eu-west-1"], refuses: ["*", "eu-west", "eu-west-1a", "EU-WEST-1"] },
  {
    what: "a topic's ARN",
    schema: topicArn,
    takes: ["arn:aws:sns:eu-west-1:333333333333:alarms"],
    refuses: ["arn:aws:sns:*:333333333333:alarms", "arn:aws:sqs:eu-west-1:333333333333:alarms", "alarms"],
  },
  {
    what: "a VPC endpoint's id",
    schema: vpcEndpointId,
    takes: ["vpce-0123456789abcdef0", "vpce-01234567"],
    refuses: ["vpce-*", "vpc-01234567", "vpce-0123456789abcdef01", "vpce-0123456G"],
  },
];

describe("What is taken for", () => {
  for (const { what, schema, takes, refuses } of cases) {
    it(`${what} has only its form, and is never a pattern`, () => {
      expect(takes.filter((value) => "mistakes" in check(schema, value))).to.deep.equal([]);
      expect(refuses.filter((value) => "value" in check(schema, value))).to.deep.equal([]);
    });
  }
});
