import { sleep } from '../../../shared/app/concurrency/timing.ts'
import type { Clock } from '../../../shared/app/ports/clock.ts'
import { ProbeError } from '../../../shared/app/ports/probe-error.ts'
import type { Evidence } from '../../../shared/core/run/evidence.ts'
import type { PhaseName, Side } from '../../../shared/core/time/phases.ts'

export type MailStep =
  | 'smtp.open'
  | 'smtp.submit'
  | 'smtp.answer'
  | 'smtp.close'
  | 'mailbox.open'
  | 'mailbox.list'
  | 'mailbox.header'
  | 'mailbox.opening'
  | 'mailbox.remove'
  | 'mailbox.settle'
  | 'mailbox.news'
  | 'junk.open'
  | 'junk.list'
  | 'junk.settle'

/** May throw a `ProbeError`, or wait for the signal; `count` is 1 at the first call of that step. */
export type StepBehaviour = (count: number, signal: AbortSignal) => void | Promise<void>

const PHASES: Record<MailStep, [Side, PhaseName]> = {
  'smtp.open': ['smtp', 'connect'],
  'smtp.submit': ['smtp', 'submit'],
  'smtp.answer': ['smtp', 'submit'],
  'smtp.close': ['smtp', 'submit'],
  'mailbox.open': ['mailbox', 'auth'],
  'mailbox.list': ['mailbox', 'search'],
  'mailbox.header': ['mailbox', 'retrieve'],
  'mailbox.opening': ['mailbox', 'retrieve'],
  'mailbox.remove': ['mailbox', 'delete'],
  'mailbox.settle': ['mailbox', 'delete'],
  'mailbox.news': ['mailbox', 'search'],
  'junk.open': ['mailbox', 'auth'],
  'junk.list': ['mailbox', 'search'],
  'junk.settle': ['mailbox', 'delete'],
}

export function evidenceFor(step: MailStep): Pick<Evidence, 'side' | 'phase'> {
  const [side, phase] = PHASES[step]
  return { side, phase }
}

/** A step that fails in this way at its first `times` calls. */
export function failing(
  step: MailStep,
  evidence: Omit<Evidence, 'side' | 'phase'>,
  times = Infinity,
): StepBehaviour {
  return (count) => {
    if (count <= times) throw new ProbeError({ ...evidenceFor(step), ...evidence })
  }
}

/** A server that never answers: waits for the signal. */
export function silent(clock: Clock): StepBehaviour {
  return (_count, signal) => sleep(clock, 24 * 60 * 60 * 1000, signal)
}
