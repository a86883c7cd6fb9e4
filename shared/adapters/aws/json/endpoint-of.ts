/** Ends of host names outside of the commercial Regions, by the beginning of a Region's name. */
const SUFFIXES: Readonly<Record<string, string>> = { cn: 'amazonaws.com.cn', eusc: 'amazonaws.eu' }

/**
 * Where a service answers in a Region. `AWS_ENDPOINT_URL_<SERVICE>` and `AWS_ENDPOINT_URL` say otherwise (AWS SDKs and
 * Tools Reference Guide, "Service-specific endpoints"); `serviceId` is the name there: `Secrets Manager`.
 */
export function endpointOf(
  { serviceId, hostPrefix }: { serviceId: string; hostPrefix: string },
  region: string,
  env: NodeJS.ProcessEnv,
): URL {
  const own = env[`AWS_ENDPOINT_URL_${serviceId.toUpperCase().replaceAll(' ', '_')}`]
  const given = own ?? env.AWS_ENDPOINT_URL
  if (given) return new URL(given)
  const suffix = SUFFIXES[region.split('-')[0] ?? ''] ?? 'amazonaws.com'
  return new URL(`https://${hostPrefix}.${region}.${suffix}`)
}
