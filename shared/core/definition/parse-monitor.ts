import * as v from 'valibot'

import { definitionHash } from './definition-hash.ts'
import { isRecord, problemOf } from './fields/fields.ts'
import { monitorSchema } from './monitor-schema.ts'
import { kindOf, shown } from './mistakes/shown-value.ts'
import { DEFAULT_POLICIES } from './policies.ts'
import { seesFolders } from './fields/mailbox-section.ts'
import { loginSecret } from './fields/session-fields.ts'
import { SCHEMES } from '../run/schemes.ts'
import { type BuiltInSender, sameAccountProblems, senderProblems } from './sender-problems.ts'
import { topicProblems } from './topic-names.ts'
import { locationProblems } from './location-problems.ts'
import type { KnownLocations } from '../location/known-locations.ts'
import type {
  DefinitionSource,
  MailboxSettings,
  Monitor,
  ParsedMonitor,
  Problem,
  ServerAddress,
  SmtpSettings,
  TlsSettings,
  WrittenTlsMode,
} from './monitor.ts'

/**
 * Most monitors of one stack. Each is an EventBridge rule, of which a Region has a few hundred by default,
 * and a CloudFormation resource, of which a stack has 500 at most.
 */
export const MOST_STACK_MONITORS = 200

export type ParsedMonitors = { ok: true; monitors: Monitor[] } | { ok: false; problems: Problem[] }

const SCHEMAS = {
  stack: monitorSchema('stack'),
  table: monitorSchema('table'),
  file: monitorSchema('file'),
  'local-table': monitorSchema('local-table'),
} satisfies Record<DefinitionSource, unknown>

/** What there is beside the definition, which it may name. */
export interface Known {
  /** Topics that policies may name; absent: any, since there are none to be published to. */
  topics?: readonly string[] | undefined
  /** Locations that it may name, and those of a monitor that names none; absent: any. */
  knownLocations?: KnownLocations | undefined
  /** What sends for monitors without `smtp`; absent: that is not looked at. */
  builtInSender?: BuiltInSender | undefined
}

type Parsed = v.InferOutput<ReturnType<typeof monitorSchema>>

/**
 * A definition with every default filled in, or all its mistakes at once. Never throws for plain values, of
 * whatever kind; no message repeats what stands in a password field. `source` decides which fields and
 * references are allowed.
 */
export function parseMonitor(
  definition: unknown,
  source: DefinitionSource,
  { topics, knownLocations, builtInSender }: Known = {},
): ParsedMonitor {
  const parsed = v.safeParse(SCHEMAS[source], definition)
  const beside = [
    ...senderProblems(definition, source, builtInSender),
    ...sameAccountProblems(parsed.output, builtInSender),
    ...(topics ? topicProblems(definition, topics) : []),
    ...locationProblems(definition, knownLocations),
  ]
  if (!parsed.success || beside.length > 0) {
    return { ok: false, problems: [...(parsed.issues ?? []).map(problemOf), ...beside] }
  }
  return {
    ok: true,
    monitor: monitorOf(parsed.output, definitionHash(definition as Record<string, unknown>)),
  }
}

/**
 * All monitors of a file or stack, or the mistakes of all of them, with paths as
 * `monitors[2].mailbox.server`.
 */
export function parseMonitors(
  definitions: unknown,
  source: DefinitionSource,
  known: Known = {},
): ParsedMonitors {
  if (!Array.isArray(definitions)) {
    return refused([{ path: 'monitors', message: `expected a list, got ${kindOf(definitions)}` }])
  }
  const list: readonly unknown[] = definitions
  const parsed = Array.from(list, (definition) => parseMonitor(definition, source, known))
  const problems = [
    ...parsed.flatMap((one, index) => (one.ok ? [] : one.problems.map((problem) => within(index, problem)))),
    ...repeatedIds(list),
    ...tooMany(list.length, source),
  ]
  if (problems.length > 0) return refused(problems)
  return { ok: true, monitors: parsed.flatMap((one) => (one.ok ? [one.monitor] : [])) }
}

/** As `monitors[2].mailbox.server: expected …, got "…"`. */
export function describeProblem({ path, message }: Problem): string {
  return path === '' ? message : `${path}: ${message}`
}

/** One line for each mistake. */
export function describeProblems(problems: readonly Problem[]): string {
  return problems.map(describeProblem).join('\n')
}

function refused(problems: Problem[]): ParsedMonitors {
  return { ok: false, problems }
}

function within(index: number, { path, message }: Problem): Problem {
  const element = `monitors[${index}]`
  return { path: path === '' || path.startsWith('[') ? element + path : `${element}.${path}`, message }
}

function repeatedIds(definitions: readonly unknown[]): Problem[] {
  const firstWith = new Map<string, number>()
  return definitions.flatMap((definition, index) => {
    const id = isRecord(definition) ? definition.monitorId : undefined
    if (typeof id !== 'string') return []
    const first = firstWith.get(id)
    if (first === undefined) {
      firstWith.set(id, index)
      return []
    }
    const message = `expected an id of its own, got ${shown(id)}, which monitors[${first}] has too`
    return [within(index, { path: 'monitorId', message })]
  })
}

function tooMany(count: number, source: DefinitionSource): Problem[] {
  if (source !== 'stack' || count <= MOST_STACK_MONITORS) return []
  const message =
    `expected at most ${MOST_STACK_MONITORS} in one stack, got ${count}; ` +
    'write the others into the Monitors table, which has no such limit'
  return [{ path: 'monitors', message }]
}

function monitorOf(parsed: Parsed, hash: string): Monitor {
  const { note, pausedUntil } = parsed
  const smtp = smtpOf(parsed.smtp)
  return {
    monitorId: parsed.monitorId,
    name: parsed.name ?? parsed.monitorId,
    ...(note !== undefined && { note }),
    enabled: parsed.enabled,
    ...(pausedUntil !== undefined && { pausedUntil }),
    emailAddress: parsed.emailAddress,
    mailbox: mailboxOf(parsed.mailbox),
    ...(smtp && { smtp }),
    timeoutSeconds: parsed.timeoutSeconds,
    intervalMinutes: parsed.intervalMinutes,
    ...(parsed.slow && { slow: parsed.slow }),
    ...(parsed.locations && { locations: parsed.locations }),
    locationMode: parsed.locationMode,
    ...(parsed.locationsPerRun !== undefined && { locationsPerRun: parsed.locationsPerRun }),
    alerts: parsed.alerts ?? DEFAULT_POLICIES,
    maintenance: parsed.maintenance ?? [],
    tags: parsed.tags,
    definitionHash: hash,
  }
}

function mailboxOf(written: Parsed['mailbox']): MailboxSettings {
  const { server, userid, secondsBetweenLogins, folder, junkServer } = written
  const secret = loginSecret(written)
  if (!secret) throw new Error('a mailbox without its secret')
  const junk = written.junk ?? (junkServer || seesFolders(server) ? 'failed' : 'off')
  return {
    server,
    userid,
    secret,
    tls: tlsOf(written, { server, login: true }),
    ...(secondsBetweenLogins > 0 && { secondsBetweenLogins }),
    // INBOX is that name in any case (RFC 3501 §5.1); of all others the server alone knows which are the same.
    ...(folder !== undefined && folder.toUpperCase() !== 'INBOX' && { folder }),
    ...(junk !== 'off' && { junk }),
    ...(junkServer && { junkServer }),
  }
}

/**
 * Absent without a server: then it is the built-in sender, and it was seen to that nothing else is set.
 */
export function smtpOf(written: Parsed['smtp']): SmtpSettings | undefined {
  if (!written?.server) return undefined
  const { server, from, heloName, userid } = written
  const secret = loginSecret(written)
  const login = userid !== undefined && secret ? { userid, secret } : undefined
  return {
    server,
    ...(from !== undefined && { from }),
    ...(heloName !== undefined && { heloName }),
    ...(login && { login }),
    tls: tlsOf(written, { server, login: login !== undefined }),
  }
}

function tlsOf(
  written: { tls?: WrittenTlsMode | undefined; verify?: boolean | undefined },
  { server, login }: { server: ServerAddress; login: boolean },
): TlsSettings {
  const unwritten = SCHEMES[server.scheme].tlsFirst ? 'required' : login ? 'for-password' : 'opportunistic'
  return { mode: written.tls ?? unwritten, verify: written.verify ?? true }
}
