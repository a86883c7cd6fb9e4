import { once } from 'node:events'
import http from 'node:http'
import { text } from 'node:stream/consumers'

/** One target of what was fired: what it was sent, and how that went, Lambda's own retries included. */
export interface FiredTarget {
  target: string
  input: unknown
  delivered: boolean
  /** Why it was not delivered. */
  refused?: string
  deadLetter?: string
  /** The function's last answer, and whether that was an error. */
  result?: unknown
  error?: boolean
  attempts?: number
}

export interface Fired {
  kind: 'rule' | 'schedule'
  name: string
  /** ISO 8601, to the second that was asked for. */
  time: string
  disabled?: true
  targets: readonly FiredTarget[]
}

/** What one event source mapping delivered in a drain. */
export interface Drained {
  mapping: string
  source: string
  function: string
  records: number
  filtered: number
  batches: number
  failures: number
  deadLettered: number
  /** Why it cannot go on. */
  blocked?: string
}

export interface Schedule {
  kind: 'rule' | 'schedule'
  name: string
  region: string
  arn: string
  state: 'ENABLED' | 'DISABLED'
  expression: string
  zone?: string
  group?: string
  /** ISO 8601; absent when it is disabled. */
  next?: string
  description?: string
  /** Epoch seconds. */
  startDate?: number
  endDate?: number
  /** Of schedules alone. */
  target?: { Arn: string; RoleArn: string; Input?: string }
}

/** A message to one subscription of the topic. */
export interface Delivery {
  protocol: string
  endpoint: string
  message: string
  /** Whether the subscription's filter lets it through. */
  matches: boolean
  delivered?: boolean | string
  error?: string
}

export interface Published {
  at: string
  topicArn: string
  subject: string
  message: string
  attributes: Readonly<Record<string, string | number | readonly string[]>>
  deliveries: readonly Delivery[]
}

/** A message that SES was handed. */
export interface Mailed {
  region: string
  from: string
  to: readonly string[]
  configurationSet?: string
  /** As latin1. */
  raw: string
}

export interface Fault {
  /** As calls are signed for: `dynamodb`, `sns`. */
  service: string
  action?: string
  /** An error code, or `500`, `503`, `timeout` (no answer). */
  error: string
  /** What the error says. */
  message?: string
  count?: number
  /** A part of the function's name; default: any function. */
  function?: string
  /** `all`: calls from outside functions as well. */
  from?: 'all'
}

export interface CallCount {
  count: number
  errors: Readonly<Record<string, number>>
  readUnits: number
  writeUnits: number
}

export interface LabFunction {
  name: string
  region: string
  arn: string
  role: string
  processes: { idle: number; busy: number }
  coldStarts: readonly { at: string; initMs: number }[]
}

export interface Invocation {
  at: string
  function: string
  requestId: string
  ms: number
  error?: string
}

export interface Resource {
  stack: string
  region: string
  logicalId: string
  type: string
  /** The physical id. */
  id: string
  attributes: Readonly<Record<string, unknown>>
  properties: Readonly<Record<string, unknown>>
}

/** What the simulated account tells and does beside AWS: time, deliveries, faults, and all that left it. */
export const lab = {
  /**
   * Fires a rule or schedule by its name, or by a part that only one name has, and waits for what comes of
   * it.
   */
  fire: (
    what: ({ rule: string } | { schedule: string; group?: string }) & { time?: number; region?: string },
  ) => ask<Fired>('POST', 'fire', what),
  /** Delivers stream records and queue messages, and waits for asynchronous calls, until nothing is left. */
  drain: async () => (await ask<{ mappings: Drained[] }>('POST', 'drain')).mappings,
  schedules: async () => (await ask<{ schedules: Schedule[] }>('GET', 'schedules')).schedules,
  /** From now on what is due fires by itself, and streams and queues flow; or no more. */
  clock: (auto: boolean) => ask<{ auto: boolean }>('POST', 'clock', { auto }),
  /** Messages to topics, oldest first. */
  published: async () => (await ask<{ sns: Published[] }>('GET', 'outbox')).sns,
  /** What was sent by SES, oldest first. */
  mailed: async () => (await ask<{ ses: Mailed[] }>('GET', 'outbox')).ses,
  forgetPublished: () => ask<object>('DELETE', 'outbox'),
  fault: (fault: Fault) => ask<object>('POST', 'fault', fault),
  behave: () => ask<object>('DELETE', 'fault'),
  /** By function and `service:Action`. */
  calls: () => ask<Record<string, Record<string, CallCount>>>('GET', 'calls'),
  forgetCalls: () => ask<object>('DELETE', 'calls'),
  functions: async () => (await ask<{ functions: LabFunction[] }>('GET', 'functions')).functions,
  invocations: async (part: string) =>
    (await ask<{ invocations: Invocation[] }>('GET', `invocations?function=${part}`)).invocations,
  /** All that a function has written. */
  log: (name: string) => ask<string>('GET', `logs/${name}`),
  resources: async (type = '') =>
    (await ask<{ resources: Resource[] }>('GET', `resources?type=${type}`)).resources,
}

/** Not by `fetch`, which gives up after 300 s without an answer: a drain of thousands of records may take longer. */
async function ask<T>(method: string, what: string, body?: object): Promise<T> {
  const url = `${process.env.AWS_ENDPOINT_URL ?? ''}/_lab/${what}`
  const request = http.request(url, { method })
  request.end(body && JSON.stringify(body))
  const [answer] = (await once(request, 'response')) as [http.IncomingMessage]
  const said = await text(answer)
  const { statusCode = 0, headers } = answer
  if (statusCode < 200 || statusCode > 299)
    throw new Error(`${method} ${url} was answered ${statusCode}: ${said}`)
  const json = headers['content-type']?.includes('json') === true
  return (json ? JSON.parse(said) : said) as T
}
