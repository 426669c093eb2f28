/** Something that the user can fix, with a message that needs no stack trace. */
export class UsersMistake extends Error {}
