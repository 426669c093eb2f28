import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { expect } from "chai";
import * as v from "valibot";
import { sampleArchive } from "../../infra/models/sample-archive";
import { predict } from "../../local/model/iris-model";
import iris from "../../models/iris/iris.json";
import { python } from "./support/script";

interface Request {
  readonly body: string;
  readonly contentType: string;
  readonly accept: string;
}

const answers = v.array(
  v.union([v.strictObject({ body: v.string(), contentType: v.string() }), v.strictObject({ error: v.string() })]),
);

/** What the archive's script answers, run as SageMaker's image runs it. */
function serve(requests: readonly Request[]): v.InferOutput<typeof answers> {
  const folder = mkdtempSync(path.join(tmpdir(), "sample-"));
  try {
    const archive = path.join(folder, "model.tar.gz");
    writeFileSync(archive, sampleArchive());
    const served = spawnSync(python, [path.join(__dirname, "serving.py"), archive], {
      input: JSON.stringify(requests),
      encoding: "utf8",
    });
    expect(served.stderr).to.equal("");
    return v.parse(answers, JSON.parse(served.stdout));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const request = (body: unknown, contentType = "application/json", accept = "*/*"): Request => ({
  ...{ body: JSON.stringify(body), contentType, accept },
});

describe("The sample model on SageMaker's scikit-learn image", () => {
  const flowers = iris.heldOut.rows.map(({ features }) => {
    const [sepalLength = 0, sepalWidth = 0, petalLength = 0, petalWidth = 0] = features;
    return { sepalLength, sepalWidth, petalLength, petalWidth };
  });

  it("answers as the local model does, for every row that the training didn't see", () => {
    expect(flowers).to.have.lengthOf(30);
    expect(serve(flowers.map((flower) => request(flower)))).to.deep.equal(
      flowers.map((flower) => ({ body: JSON.stringify(predict(flower)), contentType: "application/json" })),
    );
  });

  it("answers JSON whatever the caller accepts, reads its content type with a character set, and refuses another", () => {
    const [flower] = flowers;
    const [csv, utf8, wrong, missing] = serve([
      request(flower, "application/json", "text/csv"),
      request(flower, "application/json; charset=utf-8"),
      request(flower, "text/csv"),
      request({ sepalLength: 1 }),
    ]);
    expect(csv).to.have.property("contentType", "application/json");
    expect(utf8).to.deep.equal(csv);
    expect(wrong).to.deep.equal({ error: "ValueError: the content type is text/csv: send application/json" });
    expect(missing).to.deep.equal({ error: "KeyError: 'sepalWidth'" });
  });
});
