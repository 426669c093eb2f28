/** Name of the sample model's endpoint. */
export const sampleModelName = "iris";

/** SageMaker's image for scikit-learn. Source: sagemaker-python-sdk, `src/sagemaker/image_uri_config/sklearn.json`. */
const repository = "sagemaker-scikit-learn:1.2-1-cpu-py3";

/**
 * The account whose registry has SageMaker's scikit-learn image, by region, where SageMaker has serverless inference as
 * well. A table, since a look-up would need permissions at preview.
 *
 * Source: sagemaker-python-sdk, `src/sagemaker/image_uri_config/sklearn.json`, version 1.2-1; SageMaker Developer Guide,
 * "Deploy models with Amazon SageMaker Serverless Inference", which names 21 regions.
 */
export const sampleImageAccounts: Readonly<Record<string, string>> = {
  "af-south-1": "510948584623",
  "ap-east-1": "651117190479",
  "ap-northeast-1": "354813040037",
  "ap-northeast-2": "366743142698",
  "ap-northeast-3": "867004704886",
  "ap-south-1": "720646828776",
  "ap-southeast-1": "121021644041",
  "ap-southeast-2": "783357654285",
  "ca-central-1": "341280168497",
  "eu-central-1": "492215442770",
  "eu-north-1": "662702820516",
  "eu-south-1": "978288397137",
  "eu-west-1": "141502667606",
  "eu-west-2": "764974769150",
  "eu-west-3": "659782779980",
  "me-south-1": "801668240914",
  "sa-east-1": "737474898029",
  "us-east-1": "683313688378",
  "us-east-2": "257758044811",
  "us-west-1": "746614075791",
  "us-west-2": "246618743249",
};

/** The image that runs the sample model in a region; undefined where there is none, or no serverless inference. */
export function sampleImage(region: string): string | undefined {
  const account = sampleImageAccounts[region];
  return account === undefined ? undefined : `${account}.dkr.ecr.${region}.amazonaws.com/${repository}`;
}

/** Why a region can't host the sample model; undefined where it can. */
export function sampleModelMistake(region: string): string | undefined {
  return sampleImage(region) === undefined
    ? `is true: SageMaker has no serverless inference in ${region}, or no scikit-learn image; write sampleModel: false, and name endpoints or models of your own`
    : undefined;
}
