import type { ServiceConfiguration } from "../state/service-record.ts";

/** What API-made services get. The console fills 10/5/1/5 instead. */
export const defaultHealthCheck: ServiceConfiguration["healthCheck"] = {
  Protocol: "TCP",
  Path: "/",
  Interval: 5,
  Timeout: 2,
  HealthyThreshold: 1,
  UnhealthyThreshold: 5,
};

export const consoleHealthCheck: ServiceConfiguration["healthCheck"] = {
  ...defaultHealthCheck,
  Interval: 10,
  Timeout: 5,
};

export const defaultInstance: ServiceConfiguration["instance"] = { Cpu: "1024", Memory: "2048" };

export const defaultNetwork: ServiceConfiguration["network"] = {
  EgressConfiguration: { EgressType: "DEFAULT" },
  IngressConfiguration: { IsPubliclyAccessible: true },
  IpAddressType: "IPV4",
};

export const defaultPort = "8080";
