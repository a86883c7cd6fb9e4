/** `arn:PARTITION:SERVICE:REGION:…` (IAM User Guide, "Amazon Resource Names"). */
const REGIONAL_ARN = /^arn:aws[a-z-]*:[a-z0-9-]+:([a-z0-9-]+):/

/**
 * The Region whose service has to be asked about what the ARN names; undefined where it names none, as IAM's do,
 * or is no ARN.
 */
export function regionOfArn(arn: string): string | undefined {
  return REGIONAL_ARN.exec(arn)?.[1]
}
