import type { StackPorts } from '../../../shared/app/doctor/check.ts'
import { STACK_CHECKS } from '../../../shared/app/doctor/checks.ts'
import { examine } from '../../../shared/app/doctor/examine.ts'
import type { AccountFacts, AccountTopic, SenderFacts } from '../../../shared/app/ports/account-facts.ts'
import type { RunStore } from '../../../shared/app/ports/run-store.ts'
import type { RegisteredLocation } from '../../../shared/core/location/registered-location.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { NOON, deliveredResult } from '../../contracts/run-fixtures.ts'
import { type Past, past } from '../../support/worlds/past.ts'
import { DEFINITION } from '../../support/worlds/run-world.ts'

export const HOME = 'eu-west-1'

/** A monitor of the usual kind. */
export const MONITOR = {
  ...DEFINITION,
  mailbox: { server: 'pop3s://mail.example.com', userid: 'probe', password: 'ssm:inbox' },
  smtp: { server: 'smtp://mail.example.com:587', userid: 'probe', password: 'ssm:inbox' },
}

/** What differs from a stack that has nothing to mend. */
export interface Ill extends Partial<Omit<Past, 'store'>> {
  account?: Partial<AccountFacts>
  stack?: Partial<StackPorts['stack']>
  locations?: readonly RegisteredLocation[]
  /** Changes what is stored. */
  prepare?: (runs: RunStore) => Promise<unknown>
}

const heard = (name: string): AccountTopic => ({
  name,
  subscriptions: [
    { protocol: 'email', endpoint: `${name}@example.com`, confirmed: true, arn: `arn:${name}` },
  ],
})

/** An Amazon SES that sends for a domain. */
/** The topic that SES tells, and how its configuration set names it. */
export const SENDER_TOPIC = 'arn:aws:sns:eu-west-1:111122223333:Roundtrip-SenderEvents'
export const TOLD = {
  name: 'roundtrip',
  enabled: true,
  events: ['DELIVERY', 'DELIVERY_DELAY', 'BOUNCE', 'REJECT', 'COMPLAINT'],
  topicArn: SENDER_TOPIC,
} as const

export const SENDS: SenderFacts = {
  sandbox: false,
  sending: true,
  enforcement: 'HEALTHY',
  dailyQuota: 50_000,
  sentLastDay: 12,
  identities: [
    {
      kind: 'domain',
      name: 'example.com',
      verified: true,
      dkim: {
        status: 'SUCCESS',
        signing: true,
        records: [{ name: 't1._domainkey.example.com', value: 't1.dkim.amazonses.com' }],
      },
    },
  ],
  configurationSet: { sending: true, destinations: [TOLD] },
}

const WELL: AccountFacts = {
  topics: () => Promise.resolve([heard('alerts'), heard('operations')]),
  madeSubscriptions: () => Promise.resolve(['arn:alerts', 'arn:operations']),
  sms: () => Promise.resolve({ sandbox: false, monthlyDollars: 100 }),
  concurrency: () => Promise.resolve({ limit: 1000, unreserved: 1000 }),
  eventSources: () =>
    Promise.resolve([
      { id: 'u-1', kind: 'stream', state: 'Enabled', lastResult: 'OK' },
      { id: 'u-2', kind: 'queue', state: 'Enabled', lastResult: 'No records processed' },
    ]),
  sender: () => Promise.resolve(SENDS),
  isStored: () => Promise.resolve(true),
}

/** What each check comes to, those alone that say something. */
export async function examined({ account, stack, locations = [], prepare, ...rest }: Ill = {}) {
  const { ports, runs, monitors } = await past({ now: NOON, definitions: [MONITOR], ...rest })
  await prepare?.(runs)
  const all: StackPorts = {
    ...ports,
    clock: ports.clock,
    runs,
    rows: () => monitors.list(),
    command: (words) => `npx roundtrip ${words}`,
    account: { ...WELL, ...account },
    stack: {
      name: 'Roundtrip',
      region: HOME,
      status: 'UPDATE_COMPLETE',
      version: '2',
      ownVersion: '2',
      ...stack,
    },
    locations: () => Promise.resolve(locations),
    known: { home: HOME, defaults: ['home'] },
  }
  const found = await examine(STACK_CHECKS, all)
  return found.filter(({ findings, unanswered }) => findings.length + unanswered.length > 0)
}

/** As `subscriptions: problem: …`, and of what could not be asked `sms: not checked: …`. */
export async function found(ill: Ill = {}): Promise<string[]> {
  return (await examined(ill)).flatMap(({ check, findings, unanswered }) => [
    ...findings.map(({ severity, seen }) => `${check}: ${severity}: ${seen}`),
    ...unanswered.map(({ asked }) => `${check}: not checked: ${asked}`),
  ])
}

export const PASSED = { results: [deliveredResult({ scheduledAt: NOON - 5 * MINUTE })] }

/** As `found`, of a monitor whose last run passed. */
export function saying(ill: Ill): Promise<string[]> {
  return found({ ...PASSED, ...ill })
}

export function location(change: Partial<RegisteredLocation> = {}): RegisteredLocation {
  const region = change.region ?? 'us-east-1'
  const arn = (service: string, rest: string) => `arn:aws:${service}:${region}:111122223333:${rest}`
  return {
    name: region,
    kind: 'region',
    region,
    probeArn: arn('lambda', 'function:Roundtrip-us-east-1-probe'),
    groupName: 'Roundtrip-us-east-1',
    roleArn: 'arn:aws:iam::111122223333:role/Roundtrip-us-east-1-schedules',
    deadLettersArn: arn('sqs', 'Roundtrip-us-east-1-dead-letters'),
    unhandledArn: arn('sqs', 'Roundtrip-us-east-1-unhandled'),
    version: '2',
    registeredAt: NOON,
    ...change,
  }
}
