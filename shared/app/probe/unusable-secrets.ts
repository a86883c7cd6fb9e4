import { referenceText } from '../../core/definition/fields/secret-reference.ts'
import { isBroken } from '../../core/definition/secret-value.ts'
import type { Outcome } from '../../core/run/run.ts'
import type { SecretReader, SecretReading } from '../ports/secrets.ts'
import { type SideToLogIn, notForHost } from './secret-for-host.ts'

const REASONS = {
  missing: 'secret-not-found',
  forbidden: 'secret-forbidden',
  unreadable: 'monitor-invalid',
  unbound: 'secret-not-for-host',
} as const

/** Why a run cannot log in with what was read: what is missing comes first, then whom it is not for. */
export function unusableSecrets(
  sides: readonly SideToLogIn[],
  readings: readonly SecretReading[],
  secrets: SecretReader,
): Outcome | undefined {
  return (
    notHad(readings, secrets) ?? notForHost(sides, readings, secrets) ?? notSayable(sides, readings, secrets)
  )
}

/** Every password that cannot be had, by its exact name; the reason is that of the first. */
function notHad(readings: readonly SecretReading[], secrets: SecretReader): Outcome | undefined {
  const problems = readings.flatMap((reading) => {
    const { kind, fullName, reference } = reading
    if (kind === 'found') return []
    const again = kind === 'unreadable' || kind === 'unbound' ? ' again' : ''
    const remedy = kind === 'forbidden' ? '' : `; set it${again}: ${secrets.howToSet(reference)}`
    return [{ kind, detail: `${fullName} ${reading.problem}${remedy}` }]
  })
  const [first] = problems
  if (!first) return undefined
  return {
    kind: 'inconclusive',
    reason: REASONS[first.kind],
    detail: problems.map(({ detail }) => detail).join('; '),
  }
}

function notSayable(
  sides: readonly SideToLogIn[],
  readings: readonly SecretReading[],
  secrets: SecretReader,
): Outcome | undefined {
  const broken = readings.flatMap((reading) =>
    reading.kind === 'found' && isBroken(reading.value) ? referenceText(reading.reference) : [],
  )
  const found = sides.find(({ reference }) => broken.includes(referenceText(reference)))
  if (!found) return undefined
  const { side, reference } = found
  const detail = `${side}.password: ${referenceText(reference)} contains a line break or a NUL, which cannot be sent; set it again: ${secrets.howToSet(reference)}`
  return { kind: 'inconclusive', reason: 'monitor-invalid', detail }
}
