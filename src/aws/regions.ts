/**
 * The regions that have App Runner, from the AWS General Reference, "AWS App Runner endpoints and quotas". The service
 * gets no new features since April 2026, so that the list is not expected to grow; it is only used to explain a failed
 * name lookup.
 */
const appRunnerRegions: readonly string[] = [
  "ap-northeast-1",
  "ap-south-1",
  "ap-southeast-1",
  "ap-southeast-2",
  "eu-central-1",
  "eu-west-1",
  "eu-west-2",
  "eu-west-3",
  "us-east-1",
  "us-east-2",
  "us-west-2",
];

/** The code of an error that says: the lookup of App Runner's host failed, and the region is none of those that have it. */
export const regionWithoutAppRunner = "RegionWithoutAppRunner";

/** Whether a failed lookup of `host` is explained by `region` not having App Runner (its hosts exist per region only). */
export function lacksAppRunner(region: string, host: string | undefined): boolean {
  return host !== undefined && /^apprunner(-fips)?\./.test(host) && !hasAppRunner(region);
}

/** Whether App Runner exists in the region. */
export function hasAppRunner(region: string): boolean {
  return appRunnerRegions.includes(region);
}

/** For people: what is wrong with the region and which ones to choose from. */
export function regionWithoutAppRunnerText(region: string): string {
  return `region "${region}" has no App Runner; the regions that have it are ${appRunnerRegions.join(", ")}`;
}
