import { type EpochMs, MINUTE, SECOND } from '../../time/units.ts'

/** How a monitor's mail is now; listed in this order, the worst first. */
export const HEALTHS = ['down', 'slow', 'unknown', 'maintenance', 'paused', 'up'] as const
export type Health = (typeof HEALTHS)[number]

/**
 * What stands beside health and says nothing about the mail server: the row has mistakes; a location's results
 * do not come; the last runs could not test anything; its stored state cannot be read.
 */
export const MARKS = ['misconfigured', 'silent', 'not-tested', 'unreadable'] as const
export type Mark = (typeof MARKS)[number]

/** Runs that fail, and are no incident yet. */
export interface Failing {
  /** So many of what the least demanding policy waits for, as 1 of 3. */
  runs: number
  of: number
  /** When the first of them had ended. */
  since: EpochMs
  /** A second run, made at once, decides whether the last one counts. */
  awaitsRecheck?: true
}

export interface HealthNow {
  health: Health
  /**
   * `down`: when the first failing run had ended; `up`: when the last location began to pass; `unknown`: when
   * the last run that could tell had come. Absent where nobody knows, and of `paused` and `maintenance`.
   */
  since?: EpochMs
  /** Only while there is no incident. */
  failing?: Failing
  marks: readonly Mark[]
}

/** What monitors are counted by: `attention` is not down, and something to look at all the same. */
export type Attention = Health | 'attention'

export function needsAttention({
  health,
  failing,
  marks,
}: Pick<HealthNow, 'health' | 'marks'> & { failing?: unknown }): boolean {
  return health !== 'down' && health !== 'paused' && (failing !== undefined || marks.length > 0)
}

/**
 * How much is known of the mail from runs that could tell: nothing ever; nothing of late, for want of results;
 * nothing of late, though results come; something of late.
 */
export const EVIDENCE = ['never', 'stale', 'untested', 'fresh'] as const
export type Evidence = (typeof EVIDENCE)[number]

/** How long a run that could tell, given by its end, says how the monitor is: one run may be missing. */
export function freshUntil(
  ranAt: EpochMs,
  { intervalMinutes, timeoutSeconds }: { intervalMinutes: number; timeoutSeconds: number },
): EpochMs {
  return ranAt + 2 * intervalMinutes * MINUTE + timeoutSeconds * SECOND
}

/** What health is decided by. */
export interface HealthFacts {
  /** Disabled, or paused by its row. */
  paused: boolean
  /** A window covers the instant. */
  maintenance: boolean
  /** Since when it fails, of an incident that is open. */
  downSince?: EpochMs
  evidence: Evidence
  /** When the last run that could tell had come. */
  knownAt?: EpochMs
  /** The last run of a location was slow. */
  slow: boolean
  /** Absent where nobody knows. */
  slowSince?: EpochMs
  /** When the last of its locations began to pass; absent where one fails. */
  upSince?: EpochMs
  failing?: Failing
  misconfigured: boolean
  /** At some location. */
  silent: boolean
  /** The last runs of all locations could not tell. */
  untested: boolean
  /** There is a state, and it cannot be read. */
  unreadable: boolean
}

/**
 * The one rule of how a monitor is; of its health, the first that holds decides. What somebody did on purpose
 * goes before what is wrong, and what is wrong before what nobody knows: that is the case once no run could
 * tell for two intervals and a timeout (`freshUntil`) or, where that comes sooner, once every location is
 * `silent`, whose alert waits longer at short intervals.
 */
export function healthOf(facts: HealthFacts): HealthNow {
  const health = decided(facts)
  const since = sinceOf(health, facts)
  const { failing, misconfigured, silent, untested, unreadable } = facts
  return {
    health,
    ...(since !== undefined && { since }),
    ...(failing && health !== 'down' && { failing }),
    marks: [
      ...(misconfigured ? ['misconfigured' as const] : []),
      ...(silent ? ['silent' as const] : []),
      ...(untested ? ['not-tested' as const] : []),
      ...(unreadable ? ['unreadable' as const] : []),
    ],
  }
}

function decided({ paused, maintenance, downSince, evidence, slow }: HealthFacts): Health {
  if (paused) return 'paused'
  if (maintenance) return 'maintenance'
  if (downSince !== undefined) return 'down'
  if (evidence !== 'fresh') return 'unknown'
  return slow ? 'slow' : 'up'
}

function sinceOf(health: Health, facts: HealthFacts): EpochMs | undefined {
  switch (health) {
    case 'down':
      return facts.downSince
    case 'slow':
      return facts.slowSince
    case 'unknown':
      return facts.knownAt
    case 'up':
      return facts.upSince
    case 'paused':
    case 'maintenance':
      return undefined
    default:
      return health satisfies never
  }
}
