import { deletion } from "../core/deletion";
import { refuse } from "../refusals";
import { refuseProtected } from "./dns-firewall";
import {
  firewallDomainList,
  firewallRule,
  firewallRuleGroup,
  firewallRuleGroupAssociation,
  resolverEndpoint,
  resolverQueryLogConfig,
  resolverQueryLogConfigAssociation,
  resolverRule,
  resolverRuleAssociation,
} from "./kinds";

export const resolverDeletions = [
  deletion(resolverEndpoint, {
    check(world, { id }) {
      const rules = world.all(resolverRule).filter(({ state }) => state.resolverEndpointId === id);
      if (rules.length > 0) {
        const ids = rules.map((rule) => `"${rule.id}"`).join(", ");
        refuse(
          "R95",
          `[RSLVR-00600] Cannot delete resolver endpoint unless its related resolver rules are deleted. The following rules still exist for this resolver endpoint: ${ids}`,
        );
      }
    },
  }),
  deletion(resolverRule, {
    check(world, { id }) {
      if (world.all(resolverRuleAssociation).some(({ state }) => state.resolverRuleId === id)) {
        refuse("R96", "Please disassociate this resolver rule from VPC first before deleting");
      }
    },
  }),
  deletion(resolverQueryLogConfig, {
    check(world, { id }) {
      if (world.all(resolverQueryLogConfigAssociation).some(({ state }) => state.resolverQueryLogConfigId === id)) {
        // Not AWS's wording: no document gives it.
        refuse("R95", `Disassociate VPCs from the query logging configuration '${id}' before deleting it`);
      }
    },
  }),
  deletion(firewallDomainList, {
    check(world, { id }) {
      if (world.all(firewallRule).some(({ state }) => state.firewallDomainListId === id)) {
        // Neither this wording nor the next is AWS's: no document gives them.
        refuse("R132", `The domain list '${id}' is used by rules: delete them first`);
      }
    },
  }),
  deletion(firewallRuleGroup, {
    check(world, { id }) {
      const isOf = ({ state }: { readonly state: { readonly firewallRuleGroupId: string } }) =>
        state.firewallRuleGroupId === id;
      if (world.all(firewallRuleGroupAssociation).some(isOf)) {
        refuse("R132", `The rule group '${id}' is associated with VPCs: disassociate them first`);
      }
      if (world.all(firewallRule).some(isOf)) {
        refuse("R132", `[RSLVR-02103] The rule group '${id}' has rules: delete them first`);
      }
    },
  }),
  deletion(firewallRuleGroupAssociation, {
    check(_world, { state }) {
      if (state.mutationProtection === "ENABLED") {
        refuseProtected();
      }
    },
  }),
];
