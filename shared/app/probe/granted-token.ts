import type { TokenReading } from '../ports/tokens.ts'
import { type LoginReading, hide } from './login-secrets.ts'
import { isShutOut } from '../../core/run/statuses.ts'
import { refusalWith } from './unusable-secrets.ts'
import { type SideToLogIn, mayBeSaidTo } from './secret-for-host.ts'
import type { LoginSource } from './side-login.ts'

/** The access token of a grant. To renew it is to ask whoever redeems grants, which this never does itself. */
export function grantedToken(
  { side, secret, host }: SideToLogIn,
  found: TokenReading & { kind: 'found' },
  { log, ports: { tokens } }: LoginReading,
): LoginSource {
  let { issuedAt } = found
  let refusal: LoginSource['refusal']
  return {
    get refusal() {
      return refusal
    },
    login: { kind: 'token', token: found.value, expiresAt: found.expiresAt },
    async renew(cancel) {
      try {
        const reading = await tokens?.readToken(secret, cancel, { refused: issuedAt })
        if (!reading || cancel.aborted) return undefined
        if (reading.kind !== 'found') {
          const problem = reading.kind === 'refused' ? reading.detail : reading.problem
          log.note(`${side}: no newer token: ${reading.fullName} ${problem}`)
          if (reading.kind === 'refused' && isShutOut(reading.reason))
            refusal = { reason: reading.reason, detail: refusalWith(reading.fullName, reading.detail) }
          return undefined
        }
        hide(reading, log)
        if (reading.issuedAt === issuedAt || !mayBeSaidTo(host, reading)) {
          log.note(`${side}: the token is still good, and no newer one is asked for`)
          return undefined
        }
        log.note(`${side}: a newer token: logging in once more`)
        issuedAt = reading.issuedAt
        return { kind: 'token', token: reading.value, expiresAt: reading.expiresAt }
      } catch (error) {
        log.note(`${side}: a newer token could not be had: ${String(error)}`)
        return undefined
      }
    },
  }
}
