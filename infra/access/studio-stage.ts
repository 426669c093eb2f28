/** The API's one stage, the first part of every path. */
export const studioStage = "studio";
