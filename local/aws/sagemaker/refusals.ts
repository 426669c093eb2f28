/** What SageMaker refuses. */
export const sageMakerRefusals = {
  R60: {
    code: "ValidationException",
    fact: "a Studio domain's or profile's name has characters that SageMaker doesn't allow",
  },
  R61: { code: "ResourceNotFound", fact: "a user profile belongs to a domain that doesn't exist" },
  R62: { code: "ResourceInUse", fact: "a domain has two user profiles of one name" },
  R63: { code: "ValidationException", fact: "a VPC-only domain has no subnet, or no security group" },
  R64: {
    code: "ValidationException",
    fact: "a domain's subnet isn't in its VPC, or a security group of its own or of a profile",
  },
  R65: { code: "ValidationException", fact: "an execution role doesn't trust SageMaker" },
  R66: { code: "ValidationException", fact: "an idle timeout is outside 60 to 525,600 minutes" },
  R111: {
    code: "ResourceInUse",
    fact: "a Studio domain with profiles, spaces or apps, or a profile with spaces or apps, is deleted",
  },
  R123: {
    code: "ValidationException",
    fact: "the provider changes anything but the tags of an existing Studio domain that is VpcOnly",
  },
  R165: {
    code: "ValidationException",
    fact: "the name of a lifecycle configuration, an image or an app image configuration has characters that SageMaker doesn't allow",
  },
  R166: {
    code: "ResourceInUse",
    fact: "an account has two lifecycle configurations, images or app image configurations of one name in a region",
  },
  R167: {
    code: "ValidationException",
    fact: "a lifecycle configuration's script isn't in Base64, or has more than 16,384 characters in it",
  },
  R168: {
    code: "ResourceNotFound",
    fact: "a domain's or profile's settings, or an image's version, name a lifecycle configuration, an image, its version or an app image configuration that doesn't exist",
  },
  R169: {
    code: "ResourceInUse",
    fact: "a lifecycle configuration that settings name or a running app began with is deleted, or an image that settings name",
  },
  R170: {
    code: "ValidationException",
    fact: "the name of a model, an endpoint configuration or an endpoint has characters that SageMaker doesn't allow",
  },
  R171: {
    code: "ValidationException",
    fact: "an account has two models, endpoint configurations or endpoints of one name in a region, whatever its case",
  },
  R172: { code: "ValidationException", fact: "a model's data aren't there, or its execution role may not read them" },
  R173: {
    code: "ValidationException",
    fact: "a model's execution role, or the role of an image of Studio, may not pull its image",
  },
  R174: {
    code: "ValidationException",
    fact: "a configuration, an endpoint or a scalable target names a model, a configuration or a variant that doesn't exist",
  },
  R176: {
    code: "ValidationException",
    fact: "a variant isn't either serverless or on instances, or has a size that SageMaker doesn't offer",
  },
  R177: { code: "ValidationException", fact: "a serverless variant has a model in a VPC" },
  R178: { code: "ValidationException", fact: "an endpoint on instances changes to a serverless configuration" },
  R179: {
    code: "ValidationException",
    fact: "an endpoint changes the instance type of a variant that Application Auto Scaling scales",
  },
  R124: { code: "ValidationException", fact: "a domain or a profile names more than five security groups" },
} as const;
