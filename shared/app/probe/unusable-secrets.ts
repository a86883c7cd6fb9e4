import type { LoginSecret } from '../../core/definition/monitor.ts'
import { referenceText } from '../../core/definition/fields/secret-reference.ts'
import { isBroken } from '../../core/definition/secret-value.ts'
import { shortened } from '../../core/grant/endpoint/refusal-detail.ts'
import { refusalOf } from '../../core/run/refusals/whose-grant.ts'
import type { Outcome } from '../../core/run/run.ts'
import type { SecretReading } from '../ports/secrets.ts'
import type { TokenReading } from '../ports/tokens.ts'
import { type LoginSecretPorts, type ReadSecret, howToSet, secretKey } from './login-secrets.ts'
import { type SideToLogIn, notForHost } from './secret-for-host.ts'

/** A result holds no more (`record-run.ts`). */
const MAX_DETAIL = 300

type Inconclusive = Outcome & { kind: 'inconclusive' }
type NotHad = Exclude<SecretReading | TokenReading, { kind: 'found' }>

/** Why a run cannot log in with what was read: what is missing comes first, then whom it is not for. */
export function unusableSecrets(
  sides: readonly SideToLogIn[],
  read: readonly ReadSecret[],
  ports: LoginSecretPorts,
): Outcome | undefined {
  return notHad(read, ports) ?? notForHost(sides, read, ports) ?? notSayable(sides, read, ports)
}

/** Every secret that cannot be had, by its exact name; the reason is that of the first. */
function notHad(read: readonly ReadSecret[], ports: LoginSecretPorts): Outcome | undefined {
  const failed = read.flatMap(({ secret, reading }) =>
    reading.kind === 'found' ? [] : [{ secret, reading }],
  )
  const room = Math.floor(MAX_DETAIL / failed.length) - 2
  const problems = failed.map(({ secret, reading }) => problemOf(reading, secret, room, ports))
  const [first] = problems
  return first && { ...first, detail: problems.map(({ detail }) => detail).join('; ') }
}

/** `room`: characters, for the words of a token endpoint and the name before them. */
function problemOf(
  reading: NotHad,
  secret: LoginSecret,
  room: number,
  ports: LoginSecretPorts,
): Inconclusive {
  const { kind, fullName } = reading
  const failed = (reason: Inconclusive['reason'], detail: string) =>
    ({ kind: 'inconclusive', reason, detail: `${fullName} ${detail}` }) as const
  switch (kind) {
    case 'refused':
      return {
        kind: 'inconclusive',
        reason: reading.reason,
        detail: refusalWith(fullName, reading.detail, room),
      }
    case 'forbidden':
      return failed('secret-forbidden', reading.problem)
    case 'missing':
      return failed('secret-not-found', `${reading.problem}; set it: ${howToSet(secret, ports)}`)
    case 'unreadable': {
      const reason = secret.kind === 'grant' ? 'grant-invalid' : 'monitor-invalid'
      return failed(reason, `${reading.problem}; set it again: ${howToSet(secret, ports)}`)
    }
    case 'unbound':
      return failed('secret-not-for-host', `${reading.problem}; set it again: ${howToSet(secret, ports)}`)
    default:
      return kind satisfies never
  }
}

/** What a token endpoint said, with the name of the grant, in so many characters. */
export function refusalWith(fullName: string, detail: string, room = MAX_DETAIL): string {
  return refusalOf(fullName, shortened(detail, room - fullName.length - 2))
}

function notSayable(
  sides: readonly SideToLogIn[],
  read: readonly ReadSecret[],
  ports: LoginSecretPorts,
): Outcome | undefined {
  const broken = read.flatMap(({ secret, reading }) =>
    reading.kind === 'found' && isBroken(reading.value) ? secretKey(secret) : [],
  )
  const found = sides.find(({ secret }) => broken.includes(secretKey(secret)))
  if (!found) return undefined
  const { side, secret } = found
  const detail = `${side}.${secret.kind}: ${referenceText(secret)} contains a line break or a NUL, which cannot be sent; set it again: ${howToSet(secret, ports)}`
  return { kind: 'inconclusive', reason: 'monitor-invalid', detail }
}
