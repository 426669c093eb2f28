import { UsersMistake } from "../../common/users-mistake";

/** The project's own stacks can't play a scenario: why, and what to change, to be read after "because". */
export class Unplayable extends UsersMistake {}
