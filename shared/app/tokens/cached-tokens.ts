import { referenceText } from '../../core/definition/fields/secret-reference.ts'
import { isUsable } from '../../core/grant/grant-schedule.ts'
import { MINUTE, type Millis } from '../../core/time/units.ts'
import type { Clock } from '../ports/clock.ts'
import type { TokenReader, TokenReading } from '../ports/tokens.ts'

const LONGEST_KEPT: Millis = 5 * MINUTE

type FoundToken = TokenReading & { kind: 'found' }

/**
 * Keeps tokens for 5 minutes at most, in this process alone, and none past the time at which it may be handed out;
 * a read for a token that was refused goes past it, and what it finds is kept anew.
 */
export function cachedTokens(reader: TokenReader, { clock }: { clock: Clock }): TokenReader {
  const kept = new Map<string, { reading: FoundToken; untilMs: Millis }>()
  return {
    howToSet: (grant, hosts) => reader.howToSet(grant, hosts),
    async readToken(grant, signal, options = {}) {
      const key = referenceText(grant)
      const standing = kept.get(key)
      const isGood =
        standing && standing.untilMs > clock.monotonicMs() && isUsable(standing.reading, clock.now())
      if (isGood && options.refused === undefined) return standing.reading
      const reading = await reader.readToken(grant, signal, options)
      if (reading.kind !== 'found') {
        kept.delete(key)
        return reading
      }
      kept.set(key, { reading, untilMs: clock.monotonicMs() + LONGEST_KEPT })
      return reading
    },
  }
}
