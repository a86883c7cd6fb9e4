import { expect } from 'vitest'

import type { Network } from '../../../../shared/adapters/mail/net/network.ts'
import { systemClock } from '../../../../shared/adapters/system-clock.ts'
import { diagnosticLog } from '../../../../shared/app/probe/diagnostic-log.ts'
import { ProbeError } from '../../../../shared/app/ports/probe-error.ts'
import type { Evidence } from '../../../../shared/core/run/evidence.ts'

/** A network on this machine's clock whose names all mean 127.0.0.1. */
export function loopback(change: Partial<Network> = {}): Network {
  return { clock: systemClock, lookup: () => Promise.resolve(addresses('127.0.0.1')), ...change }
}

export function addresses(...list: string[]): { address: string; family: number }[] {
  return list.map((address) => ({ address, family: 4 }))
}

/** An SMTP dialogue and the log that it writes to. */
export function freshDialogue() {
  const log = diagnosticLog(systemClock)
  const texts = (side?: string) =>
    log
      .lines()
      .filter((line) => side === undefined || line.side === side)
      .map(({ text }) => text)
  return { log, dialogue: log.dialogue('smtp'), texts }
}

/** The evidence that this work fails with; anything else than a `ProbeError` fails the test. */
export async function evidenceOf(work: Promise<unknown>): Promise<Evidence> {
  const error: unknown = await work.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  )
  if (!(error instanceof ProbeError)) throw error
  expect(error.message).not.toContain('undefined')
  return error.evidence
}

/**
 * Waits until a server has no connection left. It looks often: Vitest's own 50 ms would be most of such a
 * test's time.
 */
export async function allGone(server: { readonly open: number }): Promise<void> {
  await expect.poll(() => server.open, { interval: 2 }).toBe(0)
}

/** A signal, and how long after it fired something settled. */
export function stopwatch(ms: number) {
  const controller = new AbortController()
  let firedAt = Infinity
  const timer = setTimeout(() => {
    firedAt = performance.now()
    controller.abort(new Error('the deadline'))
  }, ms)
  return {
    signal: controller.signal,
    /** Ms since the signal fired; negative when it has not. */
    since: () => performance.now() - firedAt,
    disarm: () => clearTimeout(timer),
  }
}

export const NO_SIGNAL = new AbortController().signal
