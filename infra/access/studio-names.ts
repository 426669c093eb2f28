/** Names in AWS of what gives access to Studio, all of them ending in the stack's suffix. */
export function studioNames(suffix: string) {
  return {
    api: `studio-${suffix}`,
    apiLogsRole: `StudioApiLogs-${suffix}`,
    accessLogGroup: `/aws/apigateway/studio-${suffix}`,
    authorizer: `studio-authorizer-${suffix}`,
    authorizerRole: `StudioAuthorizer-${suffix}`,
    presignedUrl: `studio-presigned-url-${suffix}`,
    presignedUrlRole: `StudioPresignedUrl-${suffix}`,
    usersTable: `studio-users-${suffix}`,
    lobsTable: `studio-lobs-${suffix}`,
    userPool: `studio-${suffix}`,
  };
}

/** The API's one stage, the first part of every path. */
export const studioStage = "studio";
