/** CEL at the spec: the operator only observes, and changes nothing, so that nothing is needed of the manifest. */
export const observed = "(has(self.managementPolicy) && self.managementPolicy == 'Observe')";

/** CEL at the spec: it only observed until now. What the manifest said then bound nothing, so that it may be corrected. */
export const wasObserved = "(has(oldSelf.managementPolicy) && oldSelf.managementPolicy == 'Observe')";
