/** Something that the user can put right, said in sentences that need no stack trace. */
export class UsersMistake extends Error {}
