import { createHmac } from 'node:crypto'
import type { Dialogue } from '../../../app/ports/dialogue.ts'
import { ProbeError } from '../../../app/ports/probe-error.ts'

/** What the evidence says of a server that wants MD5 where there is none. */
export const NO_MD5 = 'this Node has no MD5 (FIPS mode)'

/**
 * Whether logins by MD5 can be made here. Asked each time: it is cheap, and FIPS mode can be switched while a
 * process runs.
 */
export function hasMd5(): boolean {
  try {
    createHmac('md5', '').update('').digest()
    return true
  } catch {
    return false
  }
}

/**
 * Throws `auth-not-offered` where this mechanism is all that is left and `hasMd5` is false. The password is not
 * said instead: the server has just shown that it wants none.
 */
export function requireMd5(mechanism: string, { side, phase, note }: Dialogue): void {
  if (hasMd5()) return
  const text = `only ${mechanism} is offered, and ${NO_MD5}`
  note(text)
  throw new ProbeError({ side, phase, kind: 'auth-not-offered', text })
}
