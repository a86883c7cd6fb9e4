import type { RunResult } from '../../run/run.ts'
import { type SlowThresholds, timeOfPart } from '../../run/slow-parts.ts'
import { type Millis, SECOND } from '../../time/units.ts'
import { knownSpan, span } from './figures.ts'

/** A part of a run that took longer than its threshold. */
export interface SlowPart {
  /** As the definition calls it: `roundTrip`, `smtp.connect`. */
  name: string
  tookMs?: Millis
  /** Absent where the definition has changed since. */
  limitMs?: Millis
}

/** Causes in order of likelihood, and what to do about each, by the step that was slow. */
const ADVICE: Readonly<Record<string, string>> = {
  transit:
    'The message waited between the servers: in a queue, in a content filter, or because of greylisting. Look for the test address in the mail log and the queue of the SMTP server.',
  resolve:
    'A DNS server answers slowly, or the first of several does not answer at all: ask it for the name from the same network.',
  connect:
    'The network path to the server loses packets, or the server is too busy to accept connections: measure from another network, then look at its load.',
  greeting:
    'The server looks up the address of the monitor before it greets, or delays its greeting on purpose: check whether that address is on its allow-list.',
  tls: 'The server is short of processor time, or checks its certificate over the network: look at its load.',
  auth: 'The user database of the server (LDAP, RADIUS, SQL) is slow, or the server slows down after failed logins: check both.',
  submit:
    'The server checks the message before it accepts it: a content filter, DNS block lists, a query to the next server. Its log shows which one is slow.',
  search: 'The mailbox is large or its disk is slow: empty the mailbox; a test mailbox holds few messages.',
  retrieve: 'The disk of the mailbox server is slow or busy: look at its load.',
  delete: 'The mailbox is large or its disk is slow: empty the mailbox; a test mailbox holds few messages.',
}

export function slowPartsIn(run: RunResult, thresholds: SlowThresholds = {}): SlowPart[] {
  return (run.slow ?? []).map((name) => {
    const tookMs = knownSpan(timeOfPart(name, run))
    const seconds = thresholds[name]
    return {
      name,
      ...(tookMs !== undefined && { tookMs }),
      ...(seconds !== undefined && { limitMs: seconds * SECOND }),
    }
  })
}

/** As `round trip`, `SMTP connect`, `mailbox search`. */
export function partWords(name: string): string {
  if (name === 'roundTrip') return 'round trip'
  return name.replace(/^smtp\./, 'SMTP ').replace('.', ' ')
}

/** As `round trip 42.0 s`, and how many more there are. */
export function slowestWords(slow: readonly SlowPart[]): string {
  const [first, ...more] = slow
  if (!first) return 'slow'
  const took = first.tookMs === undefined ? '' : ` ${span(first.tookMs)}`
  return `${partWords(first.name)}${took}${more.length > 0 ? ` and ${more.length} more` : ''}`
}

/** One line for each cause, and last what to do should nothing be wrong. */
export function slowAdvice(slow: readonly SlowPart[]): string[] {
  const steps = slow.map(({ name }) => (name === 'roundTrip' ? 'transit' : (name.split('.')[1] ?? name)))
  const causes = [...new Set(steps.flatMap((step) => ADVICE[step] ?? []))]
  return [...causes, 'If this is normal now, raise the threshold in slow.']
}
