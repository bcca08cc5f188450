/** Whose objects a step can be about: a file of examples/, whose first object is looked at first, and what it is called. */
export const subjects = {
  greeter: { example: "service-with-variables.yaml", file: "greeter.yaml" },
  web: { example: "team/shared-scaling.yaml", file: "shared-scaling.yaml" },
} as const;

export type Subject = keyof typeof subjects;
