import type { CustomDomain } from "../../api/custom-domain.ts";

/** Whether the name with `www.` in front is to lead to the service, too. */
export function wantsWww({ spec }: Pick<CustomDomain, "spec">): boolean {
  return spec.enableWWWSubdomain ?? !spec.domainName.startsWith("*.");
}
