import path from 'node:path'

import { handleRun } from '../../shared/app/run/handle-run.ts'
import { sleep } from '../../shared/app/concurrency/timing.ts'
import { type EpochMs, type Millis, SECOND } from '../../shared/core/time/units.ts'
import { fastMail } from '../support/servers/fast-mail.ts'
import { inFreshProcess } from '../support/processes/fresh-process.ts'
import type { MailStep } from '../support/memory/memory-mail.ts'
import { type RunWorld, runWorld } from '../support/worlds/run-world.ts'
import { shown, spread, table } from './figures.ts'
import { pollFixed } from './fixed-polling.ts'

const SUBJECT = path.join(import.meta.dirname, 'subjects/lag.ts')
const DELAYS: readonly Millis[] = [0.2, 1, 5, 20, 60].map((seconds) => seconds * SECOND)
const REAL_DELAYS: readonly Millis[] = [0.2 * SECOND, 1 * SECOND]
/**
 * Where in the gap between two looks a message falls is chance: each delay is taken at so many lengths, from
 * 0.8 to 1.2 of it.
 */
const PHASES = 25
const REAL_PHASES = 7

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

interface Detection {
  lagMs: Millis
  logins: number
}

type Detect = (world: RunWorld, seen: (at: EpochMs | undefined) => void) => Promise<unknown>

const WAYS: readonly [string, Detect][] = [
  ['Roundtrip', ourRun],
  ['every 1 s', (world, seen) => pollFixed(1 * SECOND, world.mail, world.clock).then(seen)],
  ['every 5 s', (world, seen) => pollFixed(5 * SECOND, world.mail, world.clock).then(seen)],
]

/**
 * Ms from a message's being in the mailbox until it is seen, and the logins that it took, beside polling at a
 * fixed gap.
 */
export async function detectionLag(): Promise<string> {
  const rows: string[][] = []
  for (const delay of DELAYS) {
    const cells: string[] = []
    for (const [, detect] of WAYS) {
      const found: Detection[] = []
      for (const ms of phases(delay, PHASES)) found.push(await simulated(ms, detect))
      cells.push(...figuresOf(found))
    }
    rows.push([`${String(delay / SECOND)} s`, ...cells])
  }
  const lost: string[] = []
  for (const [, detect] of WAYS) {
    const { logins } = await simulated(Infinity, detect)
    lost.push('never seen', String(logins))
  }
  rows.push(['for ever', ...lost])
  const head = WAYS.flatMap(([name]) => [`${name}: lag, ms`, 'logins'])
  return table(['delivery takes', ...head], rows)
}

/** The same over real sockets and in real time, for the delays that do not take minutes. */
export async function realDetectionLag(): Promise<string> {
  const rows: string[][] = []
  for (const delay of REAL_DELAYS) {
    const delays = phases(delay, REAL_PHASES)
    const simulation: Detection[] = []
    for (const ms of delays) simulation.push(await simulated(ms, ourRun))
    const real = await inRealTime(delays)
    rows.push([`${String(delay / SECOND)} s`, ...figuresOf(real), ...figuresOf(simulation)])
  }
  return table(['delivery takes', 'real sockets: lag, ms', 'logins', 'simulated: lag, ms', 'logins'], rows)
}

function phases(delay: Millis, count: number): Millis[] {
  return Array.from({ length: count }, (_, index) => delay * (0.8 + (0.4 * index) / (count - 1)))
}

function figuresOf(found: readonly Detection[]): [string, string] {
  const lag = spread(found.map(({ lagMs }) => lagMs))
  const logins = spread(found.map(({ logins }) => logins))
  return [shown(lag, 0), shown(logins, 0)]
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

async function inRealTime(delays: readonly Millis[]): Promise<Detection[]> {
  const servers = await fastMail({ delayOf: (index) => delays[index] ?? 0 })
  try {
    const { smtpServer, mailboxServer } = servers
    const input = { smtpServer, mailboxServer, runs: delays.length }
    const seen = await inFreshProcess<{ seenAt: EpochMs; logins: number }[]>(SUBJECT, input)
    return seen.map(({ seenAt, logins }, index) => ({
      lagMs: seenAt - (servers.visibleAt[index] ?? NaN),
      logins,
    }))
  } finally {
    await servers.close()
  }
}
