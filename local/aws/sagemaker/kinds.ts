import { kind } from "../core/world";

/** A Studio domain as SageMaker keeps it. */
export interface Domain {
  readonly domainName: string;
  readonly arn: string;
  /** Address of its Studio. */
  readonly url: string;
  readonly authMode: "IAM" | "SSO";
  readonly appNetworkAccessType: "VpcOnly" | "PublicInternetOnly";
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  readonly defaultUserSettings: SettingsOfApps & {
    readonly executionRole: string;
    readonly securityGroups: readonly string[];
  };
  readonly domainSettings?:
    | { readonly executionRoleIdentityConfig?: "USER_PROFILE_NAME" | "DISABLED" | undefined }
    | undefined;
  readonly homeEfsFileSystemId: string;
  readonly retentionPolicy?: { readonly homeEfsFileSystem: "Retain" | "Delete" } | undefined;
  /** ISO 8601. */
  readonly created: string;
}
export const domain = kind<Domain>("aws:sagemaker/domain:Domain");

/** How a user's apps of one type run. */
export interface AppSettings {
  readonly builtInLifecycleConfigArn?: string | undefined;
  readonly customImages?:
    | readonly {
        readonly imageName: string;
        readonly imageVersionNumber?: number | undefined;
        readonly appImageConfigName: string;
      }[]
    | undefined;
}

/** Settings of apps by their type. */
export interface SettingsOfApps {
  readonly jupyterLabAppSettings?: AppSettings | undefined;
  readonly codeEditorAppSettings?: AppSettings | undefined;
}

/** A script that runs when an app starts. SageMaker can't change it. */
export interface LifecycleConfig {
  readonly studioLifecycleConfigName: string;
  readonly studioLifecycleConfigAppType: string;
  /** The script in Base64. */
  readonly studioLifecycleConfigContent: string;
  readonly arn: string;
}
export const lifecycleConfig = kind<LifecycleConfig>("aws:sagemaker/studioLifecycleConfig:StudioLifecycleConfig");

/** A custom image, which is its versions. */
export interface StudioImage {
  readonly imageName: string;
  readonly roleArn: string;
  readonly arn: string;
}
export const studioImage = kind<StudioImage>("aws:sagemaker/image:Image");

/** A version of a custom image: an image in ECR. */
export interface ImageVersion {
  readonly imageName: string;
  readonly baseImage: string;
  readonly version: number;
}
export const imageVersion = kind<ImageVersion>("aws:sagemaker/imageVersion:ImageVersion");

/** How a custom image runs as an app of one type. */
export interface AppImageConfig {
  readonly appImageConfigName: string;
  readonly arn: string;
}
export const appImageConfig = kind<AppImageConfig>("aws:sagemaker/appImageConfig:AppImageConfig");

/** A user's profile in a domain. */
export interface UserProfile {
  readonly domainId: string;
  readonly userProfileName: string;
  readonly userSettings?:
    | (SettingsOfApps & { readonly executionRole: string; readonly securityGroups: readonly string[] })
    | undefined;
  readonly arn: string;
  /** ISO 8601. */
  readonly created: string;
}
export const userProfile = kind<UserProfile>("aws:sagemaker/userProfile:UserProfile");

/** A profile, whether a stack made it or a person. */
export const studioProfile = kind<UserProfile & Passing>("aws:sagemaker/userProfile:UserProfile");

/** Where something in a domain stands that SageMaker makes and deletes in its own time. */
export interface Passing {
  /** Default: `InService`. */
  readonly status?: "Pending" | "InService" | "Failed" | "Deleting" | "Deleted";
  /** Whether somebody has seen it in that state: it is in the next one when it is looked at again. */
  readonly isSeen?: boolean;
}

/** Where an app is in its domain's VPC. */
export interface AppInterface {
  readonly subnetId: string;
  readonly address: string;
  readonly securityGroupIds: readonly string[];
}

/** An app that a user runs, in a space or, as in Studio Classic, in a profile. */
export interface App extends Passing {
  readonly domainId: string;
  readonly userProfileName?: string | undefined;
  readonly spaceName?: string | undefined;
  /** Such as `JupyterLab`. */
  readonly appType: string;
  readonly appName: string;
  readonly arn: string;
  /** Undefined where the domain's apps aren't in its VPC. */
  readonly network?: AppInterface | undefined;
  /** The script that it started with. */
  readonly lifecycleConfigArn?: string | undefined;
  /** ISO 8601. */
  readonly created: string;
}

/** Apps and spaces belong to no stack. */
export const studioApp = kind<App>("aws:sagemaker/app:App");

/** Apps that are gone; SageMaker lists them for a day longer, and they hinder nobody. */
export const deletedApp = kind<App>("aws:sagemaker/app:DeletedApp");

/** A space, in which its owner, or everybody in the domain, runs apps. */
export interface Space extends Passing {
  readonly domainId: string;
  readonly spaceName: string;
  readonly ownerUserProfileName?: string | undefined;
  readonly sharingType?: "Private" | "Shared" | undefined;
  readonly arn: string;
  /** ISO 8601. */
  readonly created: string;
}
export const studioSpace = kind<Space>("aws:sagemaker/space:Space");

/** A domain, also one that is being deleted. */
export type StudioDomain = Domain & Passing;
export const studioDomain = kind<StudioDomain>("aws:sagemaker/domain:Domain");

/** A home file system that outlived its domain, with its mount targets. No stack has it, and nothing deletes it. */
export interface HomeFileSystem {
  readonly fileSystemId: string;
  /** ISO 8601. */
  readonly leftSince: string;
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
}
export const homeFileSystem = kind<HomeFileSystem>("aws:efs/fileSystem:FileSystem");

/** What has tags, which policies can ask for. */
export interface Tagged {
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** A model that SageMaker hosts: a container image with its data, and the role that it runs under. */
export interface Model extends Tagged {
  readonly name: string;
  readonly arn: string;
  readonly executionRoleArn: string;
  readonly primaryContainer: {
    readonly image: string;
    /** `s3://…`. */
    readonly modelDataUrl?: string | undefined;
    readonly environment?: Readonly<Record<string, string>> | undefined;
  };
  readonly vpcConfig?:
    | { readonly subnets: readonly string[]; readonly securityGroupIds: readonly string[] }
    | undefined;
}
export const model = kind<Model>("aws:sagemaker/model:Model");

/** What runs a model: calls by themselves, or instances. */
export interface Variant {
  readonly variantName: string;
  readonly modelName: string;
  readonly serverlessConfig?: { readonly memorySizeInMb: number; readonly maxConcurrency: number } | undefined;
  readonly instanceType?: string | undefined;
  readonly initialInstanceCount?: number | undefined;
}

/** How an endpoint runs its model; it can't be changed. */
export interface EndpointConfiguration extends Tagged {
  readonly name: string;
  readonly arn: string;
  readonly productionVariants: readonly [Variant];
  readonly kmsKeyArn?: string | undefined;
}
export const endpointConfiguration = kind<EndpointConfiguration>(
  "aws:sagemaker/endpointConfiguration:EndpointConfiguration",
);

/** An endpoint that InvokeEndpoint calls. */
export interface Endpoint extends Tagged {
  readonly name: string;
  readonly arn: string;
  readonly endpointConfigName: string;
}
export const endpoint = kind<Endpoint>("aws:sagemaker/endpoint:Endpoint");

/** A job that somebody started; no stack has it. */
export interface Job {
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  readonly tags: Readonly<Record<string, string>>;
  /** The source identity of its session, where it has one. */
  readonly sourceIdentity: string | undefined;
  readonly status: "InProgress" | "Stopped";
  /** ISO 8601. */
  readonly created: string;
}
export const trainingJob = kind<Job>("aws:sagemaker/trainingJob:TrainingJob");
export const processingJob = kind<Job>("aws:sagemaker/processingJob:ProcessingJob");
