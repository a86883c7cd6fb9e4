import type { LoginSecret } from '../../core/definition/monitor.ts'
import type { Subscription } from './topics.ts'

/** What AWS says of a stack, and of the account that it stands in. Each throws where AWS refuses or does not answer. */
export interface AccountFacts {
  /** Of the stack's home Region. */
  topics(): Promise<readonly AccountTopic[]>
  /** Subscriptions that the stack made and nobody has ended on purpose: their ARNs. */
  madeSubscriptions(): Promise<readonly string[]>
  sms(): Promise<SmsLimits>
  concurrency(region: string): Promise<Concurrency>
  /** What hands records and messages to functions of this stack, home's or a location's. */
  eventSources(stackName: string, region: string): Promise<readonly EventSource[]>
  /** What Amazon SES says of the built-in sender, which sends as this address. */
  sender(address: string): Promise<SenderFacts>
  /** Whether something is stored there; what it is, is not read. */
  isStored(secret: LoginSecret): Promise<boolean>
}

/** A topic of the stack, also the one of alarms. */
export interface AccountTopic {
  /** Its name from the settings. */
  name: string
  /** Those that are not over. */
  subscriptions: readonly AccountSubscription[]
  /** The KMS key that it is encrypted with, as it was set: an alias, an id or an ARN; absent: none. */
  kmsKey?: string
}

export interface AccountSubscription extends Subscription {
  /** Absent: it is not confirmed. */
  arn?: string
}

/** What the account may spend on SMS, in the Region of the topics. */
export interface SmsLimits {
  /** Messages reach only numbers that were verified. */
  sandbox: boolean
  /** US dollars a month; absent: AWS does not say. */
  monthlyDollars?: number
}

/** Executions of Lambda at the same time, in one Region of the account. */
export interface Concurrency {
  limit: number
  /** What is left of it for functions without a share of their own, as all of ours are. */
  unreserved: number
}

export interface EventSource {
  /** What it reads. */
  kind: 'stream' | 'queue' | 'other'
  /** As Lambda says it: `Enabled`, `Disabled`, `Creating`, …; `missing`: it was removed by hand. */
  state: string
  /** Why it is in that state, in Lambda's words. */
  reason?: string
  /** What came of the last records, in Lambda's words, as `OK` or `PROBLEM: …`. */
  lastResult?: string
  /** Its UUID. */
  id: string
}

/** What Amazon SES says of the account in the home Region, and of what the built-in sender sends with. */
export interface SenderFacts {
  sandbox: boolean
  /** Whether it sends at all. */
  sending: boolean
  /** In SES's words: `HEALTHY`, `PROBATION` or `SHUTDOWN`. */
  enforcement?: string
  /** Messages in 24 hours; absent: as many as one likes. */
  dailyQuota?: number
  /** By the whole account. */
  sentLastDay?: number
  /** Those that there are of the address, its domain and the domains above, in this order. */
  identities: readonly SenderIdentityFacts[]
  /** In the sandbox, whatever addresses and domains else are verified; absent where it was not asked. */
  verifiedNames?: readonly string[]
  /** Absent: it is gone. */
  configurationSet?: { sending: boolean; destinations: readonly EventDestinationFacts[] }
}

/** Where a configuration set sends what becomes of messages. */
export interface EventDestinationFacts {
  name: string
  enabled: boolean
  /** In SES's words, as `BOUNCE`. */
  events: readonly string[]
  /** Absent: it is no topic. */
  topicArn?: string
}

export interface SenderIdentityFacts {
  kind: 'address' | 'domain'
  name: string
  /** Whether SES sends as it. */
  verified: boolean
  /** Of a domain. */
  dkim?: {
    /** In SES's words: `SUCCESS`, `PENDING`, `FAILED`, `TEMPORARY_FAILURE` or `NOT_STARTED`. */
    status: string
    /** Whether messages are signed. */
    signing: boolean
    /** CNAME records that SES looks for in the DNS; none, where somebody brought keys of their own. */
    records: readonly { name: string; value: string }[]
  }
}
