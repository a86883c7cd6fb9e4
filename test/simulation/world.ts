import { reconcileMonitor } from '../../shared/app/monitors/reconcile-monitor.ts'
import { handleRun } from '../../shared/app/run/handle-run.ts'
import type { AlertMessage } from '../../shared/core/wording/alert-message.ts'
import type { MonitorStore } from '../../shared/app/ports/monitor-store.ts'
import type { RunStarter } from '../../shared/app/ports/run-starter.ts'
import type { RunStore } from '../../shared/app/ports/run-store.ts'
import { rebuildDays } from '../../shared/app/history/rebuild-days.ts'
import type { RunPorts } from '../../shared/app/ports/run-ports.ts'
import { watch } from '../../shared/app/watch/watch.ts'
import { nextDue } from '../../shared/core/schedule/due-times.ts'
import { daysBefore, isoDayOf } from '../../shared/core/time/iso-day.ts'
import { DAY, type EpochMs, MINUTE, SECOND } from '../../shared/core/time/units.ts'
import type { FakeClock } from '../support/fake-clock.ts'
import { memorySchedules } from '../support/memory/memory-schedules.ts'
import { memorySecrets } from '../support/memory/memory-secrets.ts'
import { runningAt } from '../support/worlds/reconcile-world.ts'
import { FINE, simulatedMail } from './simulated-mail.ts'
import { type Deed, type Story, weatherOf } from './story.ts'

/** The stores and the clock that a simulation runs over. */
export interface Stage {
  clock: FakeClock
  runs: RunStore
  monitors: MonitorStore
  locations: readonly string[]
  /** While one of these lasts, nothing runs there. */
  down?: readonly Outage[]
  /** While one of these lasts, the location does not stand; rows go on naming it, as those of a stack may. */
  absent?: readonly Outage[]
}

export interface Outage {
  location: string
  from: EpochMs
  to: EpochMs
}

/** An alert, when it was published, and where. */
export interface Heard {
  at: EpochMs
  message: AlertMessage
}

export interface Simulated {
  heard: readonly Heard[]
  /** Runs that were started. */
  runs: number
  /** What threw although nothing should have. */
  problems: readonly unknown[]
}

/** While one of these lasts, no publish succeeds. */
export type DeafSpell = readonly [from: EpochMs, to: EpochMs]

/**
 * Lets the stories happen from the clock's time until `until`, minute by minute, through the real use cases:
 * rows are followed, runs handled, the watchdog comes each minute, days are made at 00:30. What the mail
 * servers, the secrets and SNS do is the stories'.
 */
export async function simulate(
  stories: readonly Story[],
  stage: Stage,
  until: EpochMs,
  deaf: readonly DeafSpell[] = [],
): Promise<Simulated> {
  const { clock, runs, monitors, locations, down = [], absent = [] } = stage
  const byId = new Map(stories.map((one) => [one.monitorId, one]))
  const mail = simulatedMail(clock, (monitorId, location, at) => {
    const one = byId.get(monitorId)
    return (one && weatherOf(one, location, at)) ?? FINE
  })
  const heard: Heard[] = []
  const problems: unknown[] = []
  const unset = new Set<string>()
  const stopped = new Set<string>()
  const due = new Map<string, EpochMs>()
  const underWay = new Set<Promise<unknown>>()
  let started = 0
  let tokens = 0

  const starter: RunStarter = {
    start(request) {
      launch(request)
      return Promise.resolve()
    },
  }
  const [home = '', ...others] = locations
  const running = runningAt(home, ...others)
  const base = {
    clock,
    knownLocations: running.knownLocations,
    ids: { token: () => (tokens += 1).toString(16).padStart(32, '0') },
    secrets: memorySecrets(({ name }) => (unset.has(name) ? undefined : 'secret')),
    runs,
    monitors,
    starter,
    publisher: {
      publish(message: AlertMessage) {
        const now = clock.now()
        if (deaf.some(([from, to]) => now >= from && now < to))
          return Promise.reject(new Error('SNS is down'))
        return Promise.resolve({ messageId: String(heard.push({ at: now, message })) })
      },
    },
    definitionSource: 'table',
  } as const
  const portsAt = new Map(
    locations.map((location) => [location, { ...base, mail: mail.from(location) } satisfies RunPorts]),
  )
  const schedules = memorySchedules()
  const lies = (location: string, spells: readonly Outage[], now: EpochMs) =>
    spells.some((one) => one.location === location && now >= one.from && now < one.to)
  const placesNow = () => ({
    standing: locations.filter((one) => !lies(one, absent, clock.now())),
    removed: locations.filter((one) => lies(one, absent, clock.now())),
  })
  const follow = (monitorId: string) =>
    reconcileMonitor(monitorId, { ...base, ...running, schedules, places: placesNow() })

  function launch(request: Parameters<typeof handleRun>[0]): void {
    const ports = portsAt.get(request.location)
    if (!ports) throw new Error(`no such location: ${request.location}`)
    if (lies(request.location, [...down, ...absent], clock.now())) return
    started += 1
    const run: Promise<unknown> = handleRun(request, ports)
      .catch((error: unknown) => problems.push(error))
      .finally(() => underWay.delete(run))
    underWay.add(run)
  }

  /** Now or next; asked each minute of each schedule, so it is kept. */
  function dueAt(monitorId: string, intervalMinutes: number, at: EpochMs): EpochMs {
    const known = due.get(monitorId) ?? 0
    if (known >= at) return known
    const next = nextDue({ monitorId, intervalMinutes }, at - MINUTE)
    due.set(monitorId, next)
    return next
  }

  async function write(monitorId: string, change: Readonly<Record<string, unknown>>): Promise<void> {
    const before = await monitors.find(monitorId)
    const definition = { ...(before?.definition ?? definitionOf(monitorId)), ...change }
    const revision = (before?.revision ?? 0) + 1
    await monitors.put({ monitorId, managedBy: 'table', revision, definition }, before)
    await follow(monitorId)
  }

  async function enact(monitorId: string, what: Deed['do']): Promise<void> {
    switch (what.kind) {
      case 'edit':
        return write(monitorId, what.change)
      case 'remove': {
        const row = await monitors.find(monitorId)
        if (row) await monitors.remove(row)
        return follow(monitorId)
      }
      case 'secret':
        if (what.isSet) unset.delete(monitorId)
        else unset.add(monitorId)
        return undefined
      case 'schedule':
        if (what.isRunning) stopped.delete(monitorId)
        else stopped.add(monitorId)
        return undefined
      case 'tag-window': {
        const { version, windows } = await runs.findTagWindows()
        const { tag, window } = what
        await runs.putTagWindows({ version: version + 1, windows: [...windows, { tag, window }] })
        return undefined
      }
      default:
        return what satisfies never
    }
  }

  async function minute(at: EpochMs): Promise<void> {
    for (const { monitorId, deeds } of stories) {
      for (const one of deeds) if (one.at === at) await enact(monitorId, one.do)
    }
    const placesChange = absent.some(({ from, to }) => at === from || at === to)
    const isNight = at % DAY === 30 * MINUTE
    if (placesChange || (isNight && absent.length > 0)) for (const id of byId.keys()) await follow(id)
    for (const { monitorId, location, enabled, intervalMinutes } of schedules.standing.values()) {
      if (!enabled || stopped.has(monitorId) || at !== dueAt(monitorId, intervalMinutes, at)) continue
      launch({ monitorId, location, scheduledAt: at, trigger: 'schedule' })
    }
    await clock.runUntil(watch({ ...base, places: () => Promise.resolve(placesNow()) }))
    if (isNight) {
      const { failures } = await rebuildDays([...byId.keys()], daysBefore(isoDayOf(at), 1), base)
      problems.push(...failures)
    }
  }

  for (const { monitorId, definition } of stories) await write(monitorId, definition)
  for (let at = clock.now(); at < until; at += MINUTE) {
    await clock.advance(at - clock.now())
    await minute(at)
  }
  await clock.runUntil(Promise.all(underWay))
  return { heard, runs: started, problems }
}

/** Every third of them. */
function isImap(monitorId: string): boolean {
  return Number(monitorId.slice(1)) % 3 === 0
}

function definitionOf(monitorId: string): Record<string, unknown> {
  const host = `${monitorId}.example.test`
  return {
    monitorId,
    emailAddress: `probe@${host}`,
    mailbox: {
      server: `${isImap(monitorId) ? 'imaps' : 'pop3s'}://${host}`,
      userid: 'probe',
      password: `ssm:${monitorId}`,
    },
    smtp: { server: `smtp://${host}` },
    timeoutSeconds: MINUTE / SECOND,
    intervalMinutes: 60,
  }
}
