import { PolicyPack } from "@pulumi/policy";
import { rules } from "./rules";
import { policyOf } from "./support/policy-of";

new PolicyPack("sagemaker-multi-account", { policies: rules.map(policyOf), enforcementLevel: "mandatory" });
