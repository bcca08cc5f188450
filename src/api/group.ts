/** The API group of every custom resource of this operator. */
export const group = "apprunner-operator.dev";

/** The version that is served and stored. */
export const version = "v1alpha1";

/** `kubectl get apprunner` lists all kinds of this category. */
export const category = "apprunner";
