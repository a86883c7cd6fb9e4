import { getEventListeners } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'

import { mailServers } from '../../../shared/adapters/mail/mail-servers.ts'
import { systemClock } from '../../../shared/adapters/system-clock.ts'
import { answer, givenInput, peakRssOctets } from '../../support/processes/process-report.ts'
import { type WholeRun, wholeRun } from '../../support/worlds/whole-run.ts'

/** One kind of run, and how it is to end. */
export interface RunKind extends WholeRun {
  name: string
  /** Ms after which the process is said to end. */
  outOfTimeMs?: number
}

export interface ManyRuns {
  /** Runs of one lane follow each other; lanes run at once. Each lane goes round its own kinds. */
  lanes: readonly (readonly RunKind[])[]
  /** Runs up to each measurement, all lanes together. */
  measureAfter: readonly number[]
  ca: string
}

/** What this process holds when no run is under way and all garbage is collected. */
export interface Holding {
  heapOctets: number
  /** What keeps the event loop alive: sockets, timers. */
  resources: string[]
  /** Listeners of the process, and of the signal that every run was given. */
  listeners: Record<string, number>
}

export interface ManyRunsReport {
  before: Holding
  after: Holding[]
  /** How often a kind ended in a status and reason. */
  ends: Record<string, number>
  warnings: string[]
  peakRssOctets: number
}

const { lanes, measureAfter, ca } = (await givenInput()) as ManyRuns
const mail = mailServers({ clock: systemClock, ca: [ca] })
const stop = new AbortController()
const ends: Record<string, number> = {}
const warnings: string[] = []
const onWarning = (warning: Error) => void warnings.push(String(warning))
process.on('warning', onWarning)

const collectGarbage = globalThis.gc
if (!collectGarbage) throw new Error('this process needs --expose-gc')

const before = await holding()
const after: Holding[] = []
let made = 0
for (const total of measureAfter) {
  await Promise.all(lanes.map((_, lane) => runLane(lane, made, total)))
  made = total
  after.push(await holding())
}
answer({ before, after, ends, warnings, peakRssOctets: peakRssOctets() } satisfies ManyRunsReport)

async function runLane(lane: number, from: number, to: number): Promise<void> {
  const kinds = lanes[lane] ?? []
  for (let index = from + lane; index < to; index += lanes.length) {
    const turn = Math.floor(index / lanes.length)
    // Every lane begins elsewhere, so that all kinds are under way at any time.
    const kind = kinds[(turn + lane) % kinds.length]
    if (kind) await run(kind)
  }
}

async function run({ name, outOfTimeMs, ...plan }: RunKind): Promise<void> {
  const options = { stop: stop.signal, ...(outOfTimeMs !== undefined && { outOfTimeMs }) }
  const { result } = await wholeRun(plan, mail, options)
  const end = `${name}: ${String(result.status)} ${result.reason ?? ''}`.trim()
  ends[end] = (ends[end] ?? 0) + 1
}

/** Sockets take a moment to close; what is still there after 20 s is there to stay. */
async function holding(): Promise<Holding> {
  for (let tries = 0; tries < 400 && resources().some(isWaitedFor); tries += 1) await pause(50)
  // What finalizers let go of is collected by the pass after theirs.
  for (let pass = 0; pass < 4; pass += 1) {
    collectGarbage?.()
    await pause(10)
  }
  const names = process.eventNames().filter((name) => typeof name === 'string')
  return {
    heapOctets: process.memoryUsage().heapUsed,
    resources: resources(),
    listeners: {
      ...Object.fromEntries(names.map((name) => [name, process.listenerCount(name)])),
      'the stop signal': getEventListeners(stop.signal, 'abort').length,
    },
  }
}

function resources(): string[] {
  return process.getActiveResourcesInfo().sort()
}

function isWaitedFor(resource: string): boolean {
  return /TCP|TLS|Timeout|GetAddrInfo|ConnectWrap|ShutdownWrap|WriteWrap/.test(resource)
}
