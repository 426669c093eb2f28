/** Values that both accounts share. */
export const region = "eu-west-1";
export const availabilityZones = ["eu-west-1a", "eu-west-1b"];
export const lobName = "lob-a";
export const lobAccount = "333333333333";
