import { createHmac } from 'node:crypto'

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
