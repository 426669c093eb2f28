import * as v from "valibot";
import trained from "../../models/iris/iris.json";

/** One flower's measures, in centimetres. */
export type Measures = v.InferOutput<typeof measuresSchema>;

const length = v.pipe(
  v.number((issue) =>
    issue.input === undefined ? "is missing: give a number of centimetres" : "must be a number of centimetres",
  ),
  v.minValue(0, "must not be negative"),
  v.maxValue(100, "must be 100 at most"),
);

const measuresSchema = v.object({ sepalLength: length, sepalWidth: length, petalLength: length, petalWidth: length });

/** The model's answer for a flower: the likeliest species and its probability, 0 to 1. */
export interface Prediction {
  readonly species: string;
  readonly probability: number;
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}

/** Multinomial logistic regression: each species with its softmax probability. */
export function probabilities({ sepalLength, sepalWidth, petalLength, petalWidth }: Measures): readonly Prediction[] {
  const features = [sepalLength, sepalWidth, petalLength, petalWidth];
  const scores = trained.coefficients.map(
    (weights, index) => dot(weights, features) + (trained.intercepts[index] ?? 0),
  );
  const highest = Math.max(...scores);
  const total = scores.reduce((sum, score) => sum + Math.exp(score - highest), 0);
  return scores.map((score, index) => ({
    species: trained.species[index] ?? "",
    probability: Math.round((Math.exp(score - highest) / total) * 100) / 100,
  }));
}

/** The likeliest species. */
export function predict(measures: Measures): Prediction {
  return probabilities(measures).reduce((best, other) => (other.probability > best.probability ? other : best));
}

/** Reads a request's JSON text; gives the measures, or a sentence that names the mistake. */
export function readMeasures(text: string): Measures | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'the body must be JSON, such as {"sepalLength":6.3,"sepalWidth":3.3,"petalLength":6,"petalWidth":2.5}';
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return "the body must be an object with sepalLength, sepalWidth, petalLength and petalWidth";
  }
  // A measure that is missing is checked all the same, so that the message is its own.
  const none = { sepalLength: undefined, sepalWidth: undefined, petalLength: undefined, petalWidth: undefined };
  const parsed = v.safeParse(measuresSchema, { ...none, ...value });
  return parsed.success
    ? parsed.output
    : parsed.issues.map((issue) => `${v.getDotPath(issue)} ${issue.message}`).join("; ");
}
