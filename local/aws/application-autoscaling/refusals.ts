/** What Application Auto Scaling refuses. */
export const autoScalingRefusals = {
  R175: {
    code: "ObjectNotFoundException",
    fact: "a scaling policy is for what isn't registered as a scalable target",
  },
} as const;
