import { EventEmitter } from 'node:events'

import { expect, onTestFinished, vi } from 'vitest'

import { localMode } from '../../local/local-mode.ts'
import { stopSignals } from '../../shared/adapters/stop-signals.ts'
import { systemClock } from '../../shared/adapters/system-clock.ts'
import type { Clock } from '../../shared/app/ports/clock.ts'

/** `npm start` within this process: what it says, and how it ends. It is stopped with the test. */
export function npmStart(
  args: readonly string[],
  { env = {}, clock = systemClock }: { env?: Readonly<Record<string, string>>; clock?: Clock } = {},
) {
  const said = { out: '', err: '' }
  const source = new EventEmitter()
  const exit = localMode(args, {
    screen: { write: (text) => void (said.out += text), isTerminal: false },
    complain: (text) => void (said.err += text),
    env,
    clock,
    signals: stopSignals(source, clock, () => undefined),
  })
  /** Sends the signal; the exit code. */
  const stop = (signal: 'SIGINT' | 'SIGTERM' = 'SIGTERM') => {
    source.emit(signal)
    return exit
  }
  onTestFinished(async () => {
    await stop()
  })
  return { said, exit, stop, hears: (words: RegExp) => hears(said, words) }
}

/** Waits until it has said so. */
export function hears(said: { out: string }, words: RegExp): Promise<void> {
  return vi.waitFor(() => expect(said.out).toMatch(words), { timeout: 15_000, interval: 20 })
}

/** Waits until nothing is under way for the nth time; what was said since the time before. */
export async function idle(said: { out: string }, nth: number): Promise<string> {
  const times = () => said.out.split(/^next run at .*\n/m)
  await vi.waitFor(() => expect(times().length).toBeGreaterThan(nth), { timeout: 15_000, interval: 20 })
  return times()[nth - 1] ?? ''
}
