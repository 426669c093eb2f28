import { SageMakerClient } from "@aws-sdk/client-sagemaker";
import { expect } from "chai";
import { Homes, type SageMaker } from "../../../functions/studio-presigned-url/domains";
import { presignedUrl } from "../../../functions/studio-presigned-url/presign";
import { UserClients } from "../../../functions/studio-presigned-url/user-clients";
import { StudioAws } from "../support/studio-aws";

describe("functions/studio-presigned-url/presign", () => {
  it("makes no URL any more when time is up", async () => {
    const aws = await StudioAws.start();
    try {
      const place = { accountId: "333333333333", region: "eu-west-1" };
      const homes = new Homes();
      homes.set("lob-a", { ...place, domainId: "d-lob-a" });
      const studio = {
        directory: { user: async () => ({ lob: "lob-a", profileName: "profile-a" }), lob: async () => place },
        homes,
        clients: new UserClients<SageMaker>("PresignedURLGenerator", (region) => new SageMakerClient({ region })),
        lifetimes: { urlSeconds: 60, sessionSeconds: 43_200 },
      };
      const request = { userId: "user-lob-a", wantsJson: false };
      const thrown = await presignedUrl(studio, request, AbortSignal.abort()).catch((error: unknown) => error);
      expect(thrown).to.be.an("error").with.property("name", "AbortError");
      expect(aws.calls).to.deep.equal([]);
    } finally {
      await aws.close();
    }
  });
});
