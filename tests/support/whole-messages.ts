import { config } from "chai";

// A run whose machine is gone leaves nothing but its messages.
config.truncateThreshold = 0;
