import * as v from 'valibot'

/** The output with the time zone of the stack's reports. */
export const REPORT_ZONE_OUTPUT = 'ReportZone'

/** The output with whether people who only look may ask for tests: `true` or `false`. */
export const VIEWERS_MAY_TEST_OUTPUT = 'ViewersMayTest'

/** The output in which a deployed stack says who makes its runs: JSON, a list of `{ location, probeArn }`. */
export const PROBES_OUTPUT = 'ProbeFunctions'

/** The output with the ARN of the function that fetches access tokens. */
export const TOKENS_FUNCTION_OUTPUT = 'TokensFunction'

/** The output with the ARN of the function that makes schedules of rows; locations have it look at theirs. */
export const RECONCILER_OUTPUT = 'ReconcilerFunction'

/** The output with the address that monitors without `smtp` send as, by Amazon SES; absent: there is no built-in sender. */
export const BUILT_IN_SENDER_OUTPUT = 'BuiltInSender'

/** The output with the ARN of the topic that SES's events of its messages go to. */
export const SENDER_EVENTS_OUTPUT = 'SenderEventsTopic'

/** The outputs with the DNS records that verify the domain of that address, where the stack made its identity. */
export const DKIM_RECORD_OUTPUTS = ['SenderDkimRecord1', 'SenderDkimRecord2', 'SenderDkimRecord3'] as const

/** The output with the ARNs of the topics that output `AlertTopics` names, in its order. */
export const TOPIC_ARNS_OUTPUT = 'AlertTopicArns'

/** The output with the ARN of the topic that carries alarms. */
export const OPERATIONS_TOPIC_OUTPUT = 'OperationsTopic'

/** The output with the locations of monitors that name none, as definitions write them, parted by commas. */
export const DEFAULT_LOCATIONS_OUTPUT = 'DefaultLocations'

/** The output with the version of Roundtrip that the stack was deployed from. */
export const VERSION_OUTPUT = 'Version'

const probes = v.pipe(
  v.string(),
  v.parseJson(),
  v.array(v.object({ location: v.string(), probeArn: v.string() })),
)

/** The ARN of the probe by location, the home one first; `undefined` where the output is missing or is none. */
export function readProbes(output: string | undefined): Record<string, string> | undefined {
  const read = v.safeParse(probes, output)
  if (!read.success) return undefined
  return Object.fromEntries(read.output.map(({ location, probeArn }) => [location, probeArn]))
}
