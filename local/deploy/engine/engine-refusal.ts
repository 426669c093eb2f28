import { UsersMistake } from "../../../common/users-mistake";

/** What the engine refused, in its own words. */
export class EngineRefusal extends UsersMistake {}
