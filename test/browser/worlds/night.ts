import { httpApp } from '../../../shared/http/app.ts'
import type { HttpHome } from '../../../shared/http/home.ts'
import { randomIds } from '../../../shared/adapters/random-ids.ts'
import type { LogLine, RunResult } from '../../../shared/core/run/run.ts'
import { MINUTE, type EpochMs } from '../../../shared/core/time/units.ts'
import { definition } from '../../cli/commands/monitors/monitors-world.ts'
import { KEYS } from '../../http/api-world.ts'
import { past } from '../../support/worlds/past.ts'
import { RECIPIENT_REFUSED_LOG, UNREACHABLE_LOG, goodLog } from './night-logs.ts'
import { deliveredAt, failedAt, runsUpTo } from './night-runs.ts'

/** An administrator looks at 03:12, in Berlin 04:12. */
export const NIGHT: EpochMs = Date.parse('2026-11-24T03:12:00Z')
/** When the mail server stopped to answer. */
const BROKEN: EpochMs = Date.parse('2026-11-24T02:58:00Z')
const EVERY = 5 * MINUTE

/** Monitors of one mail server that is down. */
const DOWN_TOGETHER = ['orders', 'support', 'newsletter', 'press', 'jobs']
const HEALTHY = [
  'accounts',
  'billing',
  'contact',
  'events',
  'fax',
  'helpdesk',
  'invoices',
  'legal',
  'privacy',
  'returns',
  'travel',
]

const SAME_SERVER = { mailbox: { server: 'pop3s://mail.example.com', userid: 'probe', password: 'ssm:mail' } }
const NIGHTLY = {
  mode: 'mute',
  zone: 'Europe/Berlin',
  start: '2026-11-24T03:00',
  durationMinutes: 120,
  note: 'moving disks',
}

const DEFINITIONS: Readonly<Record<string, object>> = {
  shop: { name: 'Shop', tags: ['web', 'sales'], slow: { roundTrip: 30 } },
  ...Object.fromEntries(DOWN_TOGETHER.map((name) => [name, { ...SAME_SERVER, tags: ['hamburg'] }])),
  partner: { name: 'Partner portal', tags: ['web'], slow: { roundTrip: 5 }, alerts: [{ onSlow: 2 }] },
  hr: { name: 'HR', alerts: [{ afterFailures: 3 }] },
  blog: { name: 'Blog', tags: ['web'], maintenance: [NIGHTLY] },
  archive: { name: 'Archive', pausedUntil: '2026-12-24T00:00:00Z' },
  legacy: { name: 'Legacy', mailbox: { server: 'mail.example.com', userid: 'm', password: 'ssm:mail' } },
  ...Object.fromEntries(HEALTHY.map((name) => [name, { tags: ['hamburg'] }])),
}

/** What each of them has been through. */
function pastOf(monitorId: string): RunResult[] {
  if (monitorId === 'legacy') return []
  if (DOWN_TOGETHER.includes(monitorId)) {
    return runsUpTo(monitorId, { days: 3, every: EVERY, now: NIGHT }, (run) =>
      run.scheduledAt < BROKEN ? deliveredAt(run) : failedAt(run, 'mailbox-connection-refused'),
    )
  }
  if (monitorId === 'shop') {
    return runsUpTo(monitorId, { days: 20, every: EVERY, now: NIGHT }, (run, turn) => {
      if (run.scheduledAt >= BROKEN + 3 * MINUTE) return failedAt(run, 'recipient-rejected')
      return turn % 1_700 === 1_650
        ? failedAt(run, 'message-not-delivered')
        : deliveredAt(run, turn % 211 === 0 ? 30 : 1)
    })
  }
  const slower = monitorId === 'partner' ? 6 : 1
  return runsUpTo(monitorId, { days: 3, every: EVERY, now: NIGHT }, (run) =>
    monitorId === 'hr' && run.scheduledAt >= NIGHT - EVERY
      ? failedAt(run, 'message-not-delivered')
      : deliveredAt(run, run.scheduledAt > NIGHT - 60 * MINUTE ? slower : 1),
  )
}

/** The monitors, what they have been through, and the logs of some runs. */
export async function nightStory() {
  const monitorIds = Object.keys(DEFINITIONS)
  const results = new Map(monitorIds.map((id) => [id, pastOf(id)]))
  const story = await past({
    now: NIGHT,
    definitions: monitorIds.map((id) => ({
      ...definition(id, DEFINITIONS[id]),
      intervalMinutes: 5,
      timeoutSeconds: 60,
    })),
    results: [...results.values()].flat(),
  })
  const lastOf = (monitorId: string, count: number) => results.get(monitorId)?.slice(-count) ?? []
  for (const result of [...lastOf('shop', 40), ...lastOf('orders', 12), ...lastOf('partner', 4)]) {
    await story.runs.putLog(result, logOf(result), 30)
  }
  return { ...story, lastRun: (monitorId: string) => lastOf(monitorId, 1)[0] }
}

function logOf(result: RunResult): readonly LogLine[] {
  if (result.status === 0) return goodLog(result)
  return result.reason === 'recipient-rejected' ? RECIPIENT_REFUSED_LOG : UNREACHABLE_LOG
}

/**
 * A mail server that five monitors share is down, a shop fails by itself, and all else goes on. A story that was
 * told before may be looked at again; what changes it needs one of its own.
 */
export async function nightWorld(differing: Partial<HttpHome> = {}, told = nightStory()) {
  const world = await told
  const { ports, clock, monitors, runs } = world
  const faults: unknown[] = []
  const home: HttpHome = {
    kind: 'stack',
    place: 'stack Roundtrip in eu-west-1',
    version: '0.1.0',
    reportZone: 'Europe/Berlin',
    ports: { ...ports, clock, ids: randomIds, monitors, runs },
    may: 'administer',
    keys: KEYS,
    hosts: [],
    topics: () =>
      Promise.resolve([
        {
          name: 'alerts',
          subscriptions: [{ protocol: 'email', endpoint: 'oncall@example.net', confirmed: true }],
        },
      ]),
    probes: {
      locations: ['eu-west-1'],
      starter: { start: () => Promise.resolve(), startTrial: () => Promise.resolve() },
    },
    explain: () => undefined,
    report: (error) => void faults.push(error),
    ...differing,
  }
  return { ...world, home, faults, app: httpApp(home) }
}
