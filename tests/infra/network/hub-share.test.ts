import * as aws from "@pulumi/aws";
import { expect } from "chai";
import { HubShare } from "../../../infra/network/hub-share";
import { evaluate, only } from "../../support/evaluate";

describe("HubShare", () => {
  it("lets nobody in before its dependencies are done", async () => {
    const resources = await evaluate(() => {
      const first = new aws.cloudwatch.LogGroup("first", {});
      const second = new aws.cloudwatch.LogGroup("second", {}, { dependsOn: first });
      const last = new aws.cloudwatch.LogGroup("last", {}, { dependsOn: second });
      new HubShare("share", {
        share: "studio-hub-shared",
        resources: { gateway: "arn:aws:ec2:eu-west-1:111122223333:transit-gateway/tgw-0123456789abcdef0" },
        principals: ["333333333333"],
        byInvitation: false,
        before: [last],
      });
    });
    expect(only(resources, "aws:ram/principalAssociation:PrincipalAssociation").after).to.include.members([
      "last",
      "share-gateway",
    ]);
  });
});
