import type { Clock } from '../../app/ports/clock.ts'
import type { SecretReader, SecretReading } from '../../app/ports/secrets.ts'
import type { SecretReference } from '../../core/definition/monitor.ts'
import { referenceText } from '../../core/definition/fields/secret-reference.ts'
import { MINUTE, type Millis } from '../../core/time/units.ts'

/** A password that was changed is noticed this much later, or at once where the old one is refused. */
const KEPT: Millis = 5 * MINUTE

/**
 * Keeps what was found for 5 minutes, in this process alone. What is missing or forbidden is asked for at
 * every read, so that `secret set` works at once; a `fresh` read asks for everything, and what it finds is
 * kept anew.
 */
export function cachedSecrets(reader: SecretReader, clock: Pick<Clock, 'monotonicMs'>): SecretReader {
  const kept = new Map<string, { reading: SecretReading; untilMs: Millis }>()

  function standing(reference: SecretReference): SecretReading | undefined {
    const one = kept.get(referenceText(reference))
    return one && one.untilMs > clock.monotonicMs() ? one.reading : undefined
  }

  function keep(reading: SecretReading): void {
    const key = referenceText(reading.reference)
    if (reading.kind === 'found') kept.set(key, { reading, untilMs: clock.monotonicMs() + KEPT })
    else kept.delete(key)
  }

  return {
    async read(references, signal, options = {}) {
      const known = options.fresh ? [] : references.flatMap((reference) => standing(reference) ?? [])
      const found = new Set(known.map(({ reference }) => referenceText(reference)))
      const wanted = references.filter((reference) => !found.has(referenceText(reference)))
      if (wanted.length === 0) return known
      const read = await reader.read(wanted, signal, options)
      for (const reading of read) keep(reading)
      return [...known, ...read]
    },
    howToSet: (reference) => reader.howToSet(reference),
  }
}
