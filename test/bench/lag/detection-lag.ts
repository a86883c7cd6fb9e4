import { handleRun } from '../../../shared/app/run/handle-run.ts'
import { sleep } from '../../../shared/app/concurrency/timing.ts'
import { type EpochMs, type Millis, SECOND } from '../../../shared/core/time/units.ts'
import type { MailStep } from '../../support/memory/mail-steps.ts'
import { type RunWorld, runWorld } from '../../support/worlds/run-world.ts'
import { pollFixed } from './fixed-polling.ts'
import { type Detection, lagTable } from './lag-table.ts'

/** What the steps of both dialogues take in the simulation: 10 ms a round trip, as within a continent. */
const ROUND_TRIPS: Partial<Record<MailStep, number>> = {
  'smtp.open': 4,
  'smtp.submit': 3,
  'smtp.answer': 1,
  'smtp.close': 1,
  'mailbox.open': 5,
  'mailbox.list': 2,
  'mailbox.header': 1,
  'mailbox.remove': 1,
  'mailbox.settle': 1,
}
const ROUND_TRIP: Millis = 10

type Detect = (world: RunWorld, seen: (at: EpochMs | undefined) => void) => Promise<unknown>

const WAYS: readonly [string, Detect][] = [
  ['Roundtrip', ourRun],
  ['every 1 s', (world, seen) => pollFixed(1 * SECOND, world).then(seen)],
  ['every 5 s', (world, seen) => pollFixed(5 * SECOND, world).then(seen)],
]

/** Ms from a message's being in the mailbox until it is seen, and the logins that it took, by each way. */
export function detectionLag(): Promise<string> {
  return lagTable(WAYS.map(([name, detect]) => [name, (delay) => simulated(delay, detect)]))
}

async function simulated(delay: Millis, detect: Detect): Promise<Detection> {
  const world = await runWorld({ timeoutSeconds: 300 })
  const { mail, clock } = world
  for (const step of Object.keys(ROUND_TRIPS) as MailStep[]) {
    mail.on(step, (_, signal) => sleep(clock, (ROUND_TRIPS[step] ?? 0) * ROUND_TRIP, signal))
  }
  let visibleAt = NaN
  let seenAt = NaN
  const deliver = mail.deliver
  mail.transitMs = delay
  mail.deliver = (text) => {
    visibleAt = clock.now()
    deliver(text)
  }
  await clock.runUntil(detect(world, (at) => (seenAt = at ?? NaN)))
  return { lagMs: seenAt - visibleAt, logins: mail.counts['mailbox.open'] ?? 0 }
}

function ourRun({ ports, request }: RunWorld, seen: (at: EpochMs) => void): Promise<unknown> {
  const { runs } = ports
  const watched: typeof runs = {
    ...runs,
    replaceOpen(next, before) {
      if (next.seen) seen(next.seen.at)
      return runs.replaceOpen(next, before)
    },
  }
  return handleRun(request, { ...ports, runs: watched })
}
