import { tameLine } from '../../redaction/tame.ts'
import { LOCAL } from '../../location/location-kind.ts'
import { START_WITHIN, USUALLY_STARTED } from '../../run/asked-test.ts'
import { type EpochMs, type Millis, MINUTE, SECOND } from '../../time/units.ts'
import { span } from '../../wording/words/figures.ts'
import { type Reader, timeWords } from './time-words.ts'

/** How far a test on demand is, as far as it has no result. */
export type TestProgress =
  /** Asked for, and not begun. */
  | { state: 'waiting'; location: string; waitedMs: Millis }
  /** `isLeft`: the process that made it has ended without a result, and another one is to take over. */
  | { state: 'running'; location: string; lastedMs: Millis; leftMs: Millis; isLeft: boolean }
  | { state: 'not-started'; location: string; why: 'no-answer' | 'removed' }

/** Why no test is started, as far as the monitor is to blame. */
export type TestRefusal =
  /** `until` absent: until somebody resumes it. */
  | { kind: 'paused'; until?: EpochMs }
  | { kind: 'disabled' }
  | { kind: 'no-location'; location: string; locations: readonly string[] }
  | { kind: 'mistakes'; mistakes: number }
  /** Who asks may ask again then. */
  | { kind: 'too-soon'; until: EpochMs }

/** Whether who watches it should know more than that it goes on. */
export function isOverdue(progress: TestProgress): boolean {
  if (progress.state === 'waiting') return progress.waitedMs >= USUALLY_STARTED
  return progress.state === 'running' && progress.isLeft
}

export function progressWords(progress: TestProgress): string {
  const { location } = progress
  switch (progress.state) {
    case 'waiting':
      return isOverdue(progress)
        ? `The run has not begun after ${span(progress.waitedMs)}. ${whyLate(location)}`
        : `Waiting for the run to begin${location === LOCAL ? '' : ` at ${location}`}.`
    case 'running':
      return runningWords(progress)
    case 'not-started':
      return progress.why === 'removed'
        ? 'The monitor was removed before the run began. No test message was sent.'
        : `The run did not begin within ${START_WITHIN / MINUTE} minutes. No test message was sent. ${whyNever(location)}`
    default:
      return progress satisfies never
  }
}

export function refusalWords(refusal: TestRefusal, reader: Reader): string {
  switch (refusal.kind) {
    case 'paused': {
      const until = refusal.until === undefined ? '' : ` until ${timeWords(refusal.until, reader)}`
      return `the monitor is paused${until}: resume it first, or test it from here with roundtrip check`
    }
    case 'disabled':
      return 'the monitor is disabled (enabled: false): enable it first, or test it from here with roundtrip check'
    case 'no-location':
      return `there is no location ${tameLine(refusal.location, 80)}, only: ${refusal.locations.join(', ')}`
    case 'mistakes':
      return `the definition has ${refusal.mistakes === 1 ? 'a mistake' : `${refusal.mistakes} mistakes`}, so that nothing can be tested`
    case 'too-soon':
      return `the monitor was tested a moment ago: viewers may test it again at ${timeWords(refusal.until, reader)}`
    default:
      return refusal satisfies never
  }
}

function runningWords({ isLeft, leftMs, lastedMs, location }: TestProgress & { state: 'running' }): string {
  if (isLeft) {
    const when = location === LOCAL ? 'npm start takes it over' : 'another one takes over within two minutes'
    return `The process that made the run ended before it had a result; ${when}.`
  }
  if (leftMs <= 0) return 'The time of the run is over; its result is being stored.'
  return `The run began ${span(lastedMs)} ago and waits ${Math.ceil(leftMs / SECOND)} s more at most.`
}

function whyLate(location: string): string {
  return location === LOCAL
    ? 'npm start may have been stopped.'
    : `The probe at ${location} may be throttled; AWS tries for ${START_WITHIN / MINUTE} minutes.`
}

function whyNever(location: string): string {
  return location === LOCAL
    ? 'npm start may have been stopped: start it, then test again.'
    : `The probe at ${location} may be throttled (the account's concurrency limit), or the clock of the machine that asked may be ahead: test again.`
}
