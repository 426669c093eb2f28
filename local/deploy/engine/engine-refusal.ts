import { UsersMistake } from "../../../infra/support/users-mistake";

/** What the engine refused, in its own words. */
export class EngineRefusal extends UsersMistake {}
