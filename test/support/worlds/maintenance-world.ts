import { reconcileMonitor } from '../../../shared/app/monitors/reconcile-monitor.ts'
import { type HandledRun, handleRun } from '../../../shared/app/run/handle-run.ts'
import { watch } from '../../../shared/app/watch/watch.ts'
import { isoDayOf } from '../../../shared/core/time/iso-day.ts'
import type { MaintenanceWindow } from '../../../shared/core/maintenance/window.ts'
import type { RunRequest } from '../../../shared/core/run/run.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { memorySchedules } from '../memory/memory-schedules.ts'
import { type RunWorld, runWorld } from './run-world.ts'
import { edit as editRow } from './watched-world.ts'
import { runningAt } from './reconcile-world.ts'

const INTERVAL = 10
/** When the worlds begin: Monday 12:00 in UTC, 13:00 in Berlin. */
export const START = Date.UTC(2026, 0, 5, 12)

type Mail = 'arrives' | 'is lost' | 'no runs'

/** A window in Berlin, from so many minutes after the start of the world on. */
export function window(fromMinutes: number, minutes: number, rest: Partial<MaintenanceWindow> = {}) {
  const start = new Date(START + (fromMinutes + 60) * MINUTE).toISOString().slice(0, 16)
  return { mode: 'mute', zone: 'Europe/Berlin', start, durationMinutes: minutes, ...rest } as const
}

export async function worldWith(change: Record<string, unknown> = {}): Promise<RunWorld> {
  const world = await runWorld(change)
  await follow(world)
  return world
}

function follow(world: RunWorld): Promise<void> {
  return reconcileMonitor('inbox', { ...world.ports, schedules: memorySchedules(), ...runningAt('local') })
}

export async function edit(world: RunWorld, change: Record<string, unknown>): Promise<void> {
  await editRow(world, change)
  await follow(world)
}

/**
 * Time passes until so many minutes after the start: the watchdog each minute, and the schedule's run at each
 * interval.
 */
export async function until(
  world: RunWorld,
  minute: number,
  mail: Mail,
  rechecks: RunRequest[] = [],
): Promise<void> {
  const starter = { start: (request: RunRequest) => Promise.resolve(void rechecks.push(request)) }
  const ports = { ...world.ports, starter }
  world.mail.transitMs = mail === 'is lost' ? Infinity : 50
  const first = Math.floor((world.clock.now() - START) / MINUTE) + 1
  for (let at = first; at <= minute; at += 1) {
    await world.clock.advance(Math.max(0, START + at * MINUTE - world.clock.now()))
    if (mail !== 'no runs' && at % INTERVAL === 0) {
      await world.clock.runUntil(handleRun({ ...world.request, scheduledAt: START + at * MINUTE }, ports))
    }
    const { failures } = await world.clock.runUntil(watch(ports))
    if (failures.length > 0) throw new AggregateError(failures, 'a pass failed')
  }
}

export function run(world: RunWorld, arrives = true): Promise<HandledRun> {
  world.mail.transitMs = arrives ? 50 : Infinity
  const scheduledAt = Math.floor(world.clock.now() / MINUTE) * MINUTE
  return world.clock.runUntil(handleRun({ ...world.request, scheduledAt }, world.ports))
}

export const results = (world: RunWorld) => world.runs.resultsOfDay('inbox', isoDayOf(START))
