/**
 * App Runner's own Route 53 hosted zones, which alias records to its hosts ask for; from the AWS General Reference, "AWS
 * App Runner endpoints and quotas".
 */
const hostedZoneIds: Readonly<Record<string, string>> = {
  "us-east-1": "Z01915732ZBZKC8D32TPT",
  "us-east-2": "Z0224347AD7KVHMLOX31",
  "us-west-2": "Z02243383FTQ64HJ5772Q",
  "ap-south-1": "Z00855883LBHKTIC4ODF2",
  "ap-southeast-1": "Z09819469CZ3KQ8PWMCL",
  "ap-southeast-2": "Z03657752RA8799S0TI5I",
  "ap-northeast-1": "Z08491812XW6IPYLR6CCA",
  "eu-central-1": "Z0334911C2FDI2Q9M4FZ",
  "eu-west-1": "Z087551914Z2PCAU0QHMW",
  "eu-west-2": "Z098228427VC6B3IX76ON",
  "eu-west-3": "Z087117439MBKHYM69QS6",
};

/** App Runner's hosted zone in the region; undefined where none is known. */
export function appRunnerHostedZone(region: string): string | undefined {
  return hostedZoneIds[region];
}
