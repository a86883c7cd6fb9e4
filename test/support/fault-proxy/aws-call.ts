import type { IncomingHttpHeaders } from 'node:http'

/** How a service wants to be spoken to, which is also how it says no. */
export type Protocol = 'json' | 'query' | 'rest'

/** One attempt of one call, as it came over the wire. */
export interface AwsCall {
  /** By the name that it is signed for: `dynamodb`, `sns`, `ssm`, `scheduler`, `lambda`, `secretsmanager`. */
  service: string
  /** As IAM and the SDK name it: `PutItem`, `Publish`, `CreateSchedule`. */
  action: string
  protocol: Protocol
  /** The same for every attempt of one call: the SDK makes one up and keeps it while it tries again. */
  invocation: string
  /** What it is about stands in one of the two. */
  path: string
  body: string
}

/** Whether this text stands in the call: the id of a monitor tells its calls from those about another. */
export function isAbout({ path, body }: AwsCall, text: string): boolean {
  return body.includes(text) || path.includes(text)
}

export interface AwsRequest {
  method: string
  path: string
  headers: IncomingHttpHeaders
  body: string
}

/** The REST APIs that we call: method and path to action. */
const REST_ACTIONS: readonly [RegExp, string][] = [
  [/^POST \/schedules\/[^/]+$/, 'CreateSchedule'],
  [/^PUT \/schedules\/[^/]+$/, 'UpdateSchedule'],
  [/^DELETE \/schedules\/[^/]+$/, 'DeleteSchedule'],
  [/^GET \/schedules\/[^/]+$/, 'GetSchedule'],
  [/^GET \/schedules$/, 'ListSchedules'],
  [/^POST \/[\d-]+\/functions\/[^/]+\/invocations$/, 'Invoke'],
]

/**
 * Names the call in a request. What is no call of AWS at all gets the empty service and its path for an
 * action.
 */
export function readAwsCall({ method, path, headers, body }: AwsRequest): AwsCall {
  const [, service = ''] =
    /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\/aws4_request/.exec(headers.authorization ?? '') ?? []
  const common = { service, invocation: String(headers['amz-sdk-invocation-id'] ?? ''), path, body }
  const target = headers['x-amz-target']
  if (typeof target === 'string') {
    return { ...common, protocol: 'json', action: target.replace(/^.*\./, '') }
  }
  if (headers['content-type']?.startsWith('application/x-www-form-urlencoded')) {
    return { ...common, protocol: 'query', action: new URLSearchParams(body).get('Action') ?? '' }
  }
  const line = `${method} ${path.replace(/\?.*/, '')}`
  const known = REST_ACTIONS.find(([pattern]) => pattern.test(line))
  return { ...common, protocol: 'rest', action: known?.[1] ?? line }
}
