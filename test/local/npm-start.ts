import { EventEmitter } from 'node:events'

import { expect, onTestFinished, vi } from 'vitest'

import { consoleReport } from '../../local/console/console-report.ts'
import { localMode } from '../../local/local-mode.ts'
import { stopSignals } from '../../shared/adapters/stop-signals.ts'
import { systemClock } from '../../shared/adapters/system-clock.ts'
import type { Clock } from '../../shared/app/ports/clock.ts'
import { MOST_WAIT_MS } from '../support/thorough.ts'

/** `npm start` within this process: what it says, and how it ends. It is stopped with the test. */
export function npmStart(
  args: readonly string[],
  {
    env = {},
    clock = systemClock,
    settings = {},
  }: { env?: Readonly<Record<string, string>>; clock?: Clock; settings?: unknown } = {},
) {
  const said = { out: '', err: '', idles: [] as number[] }
  const source = new EventEmitter()
  const exit = localMode(args, {
    screen: { write: (text) => void (said.out += text), isTerminal: false },
    complain: (text) => void (said.err += text),
    env,
    clock,
    settings: () => Promise.resolve(settings),
    signals: stopSignals(source, clock, () => undefined),
    idle: () => void said.idles.push(said.out.length),
  })
  /** Sends the signal; the exit code. */
  const stop = (signal: 'SIGINT' | 'SIGTERM' = 'SIGTERM') => {
    source.emit(signal)
    return exit
  }
  onTestFinished(async () => {
    await stop()
  })
  return {
    said,
    exit,
    stop,
    hears: (words: RegExp) => hears(said, words),
    idle: (nth: number) => idle(said, nth),
  }
}

/** Waits until it has said so. */
export function hears(said: { out: string }, words: RegExp): Promise<void> {
  return vi.waitFor(() => expect(said.out).toMatch(words), { timeout: MOST_WAIT_MS, interval: 20 })
}

/** What a console without a terminal has said, and how far that was whenever no run was under way. */
export interface Said {
  out: string
  idles: number[]
}

/** A console without a terminal: what it says, and what to give to the local mode beside its clock. */
export function heardConsole(clock: Clock) {
  const said: Said = { out: '', idles: [] }
  const report = consoleReport({ write: (text) => void (said.out += text), isTerminal: false }, clock)
  const idle = () => void said.idles.push(said.out.length)
  return { said, outside: { clock, report, idle } }
}

/** Waits until nothing is under way for the nth time; what was said since the time before. */
export async function idle(said: Said, nth: number): Promise<string> {
  await vi.waitFor(() => expect(said.idles.length).toBeGreaterThanOrEqual(nth), {
    timeout: MOST_WAIT_MS,
    interval: 20,
  })
  return said.out.slice(said.idles[nth - 2] ?? 0, said.idles[nth - 1])
}
