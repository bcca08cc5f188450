/** The Lease by which operators elect their leader, and by which one finds out that an operator works already. */
export const leaseName = "apprunner-operator";
