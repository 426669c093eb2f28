import { expect } from "chai";
import { type Measures, predict, readMeasures } from "../../../local/model/iris-model";
import trained from "../../../models/iris/iris.json";

function measuresOf(features: readonly number[]): Measures {
  const [sepalLength = 0, sepalWidth = 0, petalLength = 0, petalWidth = 0] = features;
  return { sepalLength, sepalWidth, petalLength, petalWidth };
}

describe("The sample model", () => {
  it("predicts the rows held out of its training as accurately as stated", () => {
    const { rows, accuracy } = trained.heldOut;
    const right = rows.filter(({ features, species }) => predict(measuresOf(features)).species === species).length;

    expect(rows).to.have.length(30);
    expect(Math.round((right / rows.length) * 10_000) / 10_000).to.equal(accuracy);
  });

  it("takes its features in the order that it was trained in", () => {
    expect(trained.features).to.deep.equal(Object.keys(measuresOf([])));
  });

  it("gives each species its share of 30 rows, so that the accuracy means something", () => {
    for (const species of trained.species) {
      expect(trained.heldOut.rows.filter((row) => row.species === species)).to.have.length(10);
    }
  });

  const flowers = [
    { features: [5.1, 3.5, 1.4, 0.2], answer: { species: "setosa", probability: 0.98 } },
    { features: [6.3, 3.3, 6, 2.5], answer: { species: "virginica", probability: 0.99 } },
    { features: [5.7, 2.8, 4.1, 1.3], answer: { species: "versicolor", probability: 0.92 } },
  ];
  for (const { features, answer } of flowers) {
    it(`finds a ${answer.species}`, () => {
      expect(predict(measuresOf(features))).to.deep.equal(answer);
    });
  }
});

describe("A request of the sample model", () => {
  const good = { sepalLength: 6.3, sepalWidth: 3.3, petalLength: 6, petalWidth: 2.5 };

  it("is read from JSON, with what the model doesn't use left out", () => {
    expect(readMeasures(JSON.stringify({ ...good, colour: "blue" }))).to.deep.equal(good);
  });

  it("may have a measure of 0 and one of 100", () => {
    const farthest = { ...good, sepalLength: 0, petalWidth: 100 };

    expect(readMeasures(JSON.stringify(farthest))).to.deep.equal(farthest);
  });

  const notJson =
    'the body must be JSON, such as {"sepalLength":6.3,"sepalWidth":3.3,"petalLength":6,"petalWidth":2.5}';
  const noObject = "the body must be an object with sepalLength, sepalWidth, petalLength and petalWidth";
  const refusals = [
    { what: "no text", text: "", sentence: notJson },
    { what: "text that isn't JSON", text: "6.3,3.3,6,2.5", sentence: notJson },
    { what: "null", text: "null", sentence: noObject },
    { what: "a number", text: "6.3", sentence: noObject },
    {
      what: "a measure in words",
      text: JSON.stringify({ ...good, petalLength: "six" }),
      sentence: "petalLength must be a number of centimetres",
    },
    {
      what: "a measure that is null",
      text: JSON.stringify({ ...good, petalLength: null }),
      sentence: "petalLength must be a number of centimetres",
    },
    {
      what: "a measure below 0",
      text: JSON.stringify({ ...good, sepalWidth: -0.1 }),
      sentence: "sepalWidth must not be negative",
    },
    {
      what: "a measure above 100",
      text: JSON.stringify({ ...good, sepalLength: 100.1 }),
      sentence: "sepalLength must be 100 at most",
    },
    {
      what: "several wrong measures, all of which are told",
      text: JSON.stringify({ ...good, sepalLength: "six", sepalWidth: -1, petalLength: 1e3 }),
      sentence:
        "sepalLength must be a number of centimetres; sepalWidth must not be negative; petalLength must be 100 at most",
    },
  ];
  for (const { what, text, sentence } of refusals) {
    it(`is refused for ${what}`, () => {
      expect(readMeasures(text)).to.equal(sentence);
    });
  }

  it("is refused for a measure that is missing, by the measure's name", () => {
    expect(readMeasures(JSON.stringify({ ...good, petalWidth: undefined }))).to.equal(
      "petalWidth is missing: give a number of centimetres",
    );
  });
});
