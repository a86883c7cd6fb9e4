import { isBroken } from '../../core/definition/secret-value.ts'
import type { LoginSecret } from '../../core/definition/monitor.ts'
import type { FoundSecret } from '../ports/secrets.ts'
import { type LoginReading, hide, secretKey } from './login-secrets.ts'
import { type SideToLogIn, mayBeSaidTo } from './secret-for-host.ts'
import type { LoginSource } from './side-login.ts'

/** What was found, by `secretKey`. */
type Passwords = ReadonlyMap<string, FoundSecret>

export interface StoredPassword {
  run: LoginReading
  password: string
  /** What is stored by now. */
  readAgain: () => Promise<Passwords>
}

/** A stored password, which may have been changed: to renew it is to read past the cache, once a run. */
export function storedPassword(
  { side, secret, host }: SideToLogIn,
  { run: { log, warnings }, password: first, readAgain }: StoredPassword,
): LoginSource {
  let password = first
  return {
    login: { kind: 'password', password },
    async renew(cancel) {
      const stored = (await readAgain()).get(secretKey(secret))
      if (!stored || cancel.aborted) return undefined
      const hindrance = notRenewed(stored, password, host)
      if (hindrance !== undefined) {
        log.note(`${side}: the stored password ${hindrance}`)
        return undefined
      }
      log.note(`${side}: the stored password has changed: logging in once more`)
      warnings.add('secret-re-read')
      password = stored.value
      return { kind: 'password', password }
    },
  }
}

/** Why what is stored by now is not said in place of this password; undefined where it is. */
function notRenewed(stored: FoundSecret, password: string, host: string): string | undefined {
  if (stored.value === password) return 'has not changed'
  if (isBroken(stored.value)) return 'has a line break'
  return mayBeSaidTo(host, stored) ? undefined : 'has changed, and is for other hosts'
}

/** The passwords among these as they are stored by now, hidden in the log; empty where they cannot be read. */
export async function freshPasswords(
  secrets: readonly LoginSecret[],
  { log, ports, signal }: LoginReading,
): Promise<Passwords> {
  const wanted = secrets.filter(({ kind }) => kind === 'password')
  try {
    const readings = await ports.secrets.read(wanted, signal, { fresh: true })
    const found = new Map<string, FoundSecret>()
    for (const reading of readings) {
      if (reading.kind !== 'found') {
        log.note(`read again: ${reading.fullName} ${reading.problem}`)
        continue
      }
      hide(reading, log)
      found.set(secretKey({ kind: 'password', ...reading.reference }), reading)
    }
    return found
  } catch (error) {
    log.note(`the stored passwords could not be read again: ${String(error)}`)
    return new Map()
  }
}
