import type { CallContext } from "../state/call-context.ts";
import type { ServiceConfiguration, ServiceRecord } from "../state/service-record.ts";

/** The resources that a configuration refers to. */
function referredArns({ autoScaling, network, observability, source }: ServiceConfiguration): readonly string[] {
  return [
    autoScaling.AutoScalingConfigurationArn,
    network.EgressConfiguration.VpcConnectorArn,
    observability.ObservabilityConfigurationArn,
    source.AuthenticationConfiguration?.ConnectionArn,
  ].filter((arn) => arn !== undefined);
}

/** Remembers that a service leaves what its configuration refers to: App Runner lets go of it some minutes late. */
export function rememberFormerUse(record: ServiceRecord, { nowMs, settings }: CallContext): void {
  const { update, lateRelease } = settings.durations();
  for (const arn of referredArns(record.configuration)) {
    record.formerUses.push({ arn, untilMs: nowMs + update + lateRelease });
  }
}

/** The services that use a resource, in App Runner's late opinion. */
export function usersOf(arn: string, { region, nowMs, settings }: CallContext): readonly ServiceRecord[] {
  const { lateRelease } = settings.durations();
  return region.services.filter((service) => {
    const isGone = service.deletedAtMs !== undefined && nowMs >= service.deletedAtMs + lateRelease;
    if (!isGone && referredArns(service.configuration).includes(arn)) return true;
    return !isGone && service.formerUses.some((use) => use.arn === arn && nowMs < use.untilMs);
  });
}
