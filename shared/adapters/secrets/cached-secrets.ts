import type { Clock } from '../../app/ports/clock.ts'
import type { SecretReader, SecretReading } from '../../app/ports/secrets.ts'
import type { SecretReference } from '../../core/definition/monitor.ts'
import { referenceText } from '../../core/definition/fields/secret-reference.ts'
import { MINUTE, type Millis } from '../../core/time/units.ts'
import { untilAnswered } from './until-answered.ts'

/** A password that was changed is noticed this much later, or at once where the old one is of no use. */
const KEPT: Millis = 60 * MINUTE
/** Of that, up to a fifth less, so that processes that began together do not ask together ever after. */
const SPREAD = 1 / 5
/** Used this long while the store cannot be asked. */
const KEPT_AT_NEED: Millis = 120 * MINUTE

interface Kept {
  reading: SecretReading
  readMs: Millis
  /** When it is asked for again. */
  untilMs: Millis
}

export interface CacheOptions {
  clock: Clock
  /** From 0 to 1, evenly. */
  random?: () => number
}

/**
 * Keeps what was found for 48 to 60 minutes, in this process alone. What is missing or forbidden is asked for at
 * every read, so that `secret set` works at once; a `fresh` read asks for everything, and what it finds is
 * kept anew. While a store cannot be asked, what was found within the last two hours is used; for what was never
 * found it is asked again as `untilAnswered` does.
 */
export function cachedSecrets(
  reader: SecretReader,
  { clock, random = Math.random }: CacheOptions,
): SecretReader {
  const kept = new Map<string, Kept>()

  /** Of these, what is known; of what is past its time only at need. */
  function known(references: readonly SecretReference[], atNeed: boolean): SecretReading[] {
    const now = clock.monotonicMs()
    return references.flatMap((reference) => {
      const one = kept.get(referenceText(reference))
      return one && (atNeed ? one.readMs + KEPT_AT_NEED : one.untilMs) > now ? [one.reading] : []
    })
  }

  function keep(reading: SecretReading): void {
    const key = referenceText(reading.reference)
    const readMs = clock.monotonicMs()
    const untilMs = readMs + KEPT * (1 - SPREAD * random())
    if (reading.kind === 'found') kept.set(key, { reading, readMs, untilMs })
    else kept.delete(key)
  }

  async function ask(
    wanted: readonly SecretReference[],
    signal: AbortSignal,
    options: { fresh?: boolean },
  ): Promise<SecretReading[]> {
    async function once(): Promise<SecretReading[]> {
      const read = await reader.read(wanted, signal, options)
      for (const reading of read) keep(reading)
      return read
    }
    if (options.fresh) return once()
    const fallback = known(wanted, true)
    if (fallback.length < wanted.length) return untilAnswered(once, { clock, random, signal })
    return once().catch(() => fallback)
  }

  return {
    async read(references, signal, options = {}) {
      const standing = options.fresh ? [] : known(references, false)
      const found = new Set(standing.map(({ reference }) => referenceText(reference)))
      const wanted = references.filter((reference) => !found.has(referenceText(reference)))
      if (wanted.length === 0) return standing
      return [...standing, ...(await ask(wanted, signal, options))]
    },
    howToSet: (reference, hosts) => reader.howToSet(reference, hosts),
  }
}
