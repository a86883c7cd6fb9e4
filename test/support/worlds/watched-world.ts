import type { RunStarter } from '../../../shared/app/ports/run-starter.ts'
import { handleRun } from '../../../shared/app/run/handle-run.ts'
import { type WatchPorts, watch } from '../../../shared/app/watch/watch.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import type { RunWorld } from './run-world.ts'

/** So many minutes, each with a pass of the watchdog, which starts nothing unless told how; its failures. */
export async function minutes(
  { clock, ports }: RunWorld,
  count: number,
  more: Partial<WatchPorts> = {},
): Promise<Error[]> {
  const failed: Error[] = []
  for (let n = 0; n < count; n += 1) {
    await clock.advance(MINUTE)
    const starter = { start: () => Promise.resolve() }
    const { failures } = await clock.runUntil(watch({ ...ports, starter, ...more }))
    failed.push(...failures)
  }
  return failed
}

/** A probe that makes each run that it is asked for. */
export function probing({ ports }: RunWorld): RunStarter {
  return { start: (request) => handleRun(request, ports).then(() => undefined) }
}

/** Writes the row with these fields changed. */
export async function edit({ monitors }: RunWorld, change: Record<string, unknown>): Promise<void> {
  const row = await monitors.find('inbox')
  if (!row) throw new Error('no row')
  const definition = { ...row.definition, ...change }
  await monitors.put({ ...row, revision: row.revision + 1, definition }, row)
}

/** What was told, to which topic. */
export const told = ({ published }: RunWorld) =>
  published.map(({ attributes: { transition }, topic }) => `${String(transition)} ${topic}`)
