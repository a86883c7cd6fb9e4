import { expect } from 'vitest'

import { adviceFor } from '../../shared/core/advice/advice.ts'
import { PASSWORD } from '../support/worlds/full-probe.ts'
import type { Row, Witness } from './row.ts'
import { writingsOf } from './secret-writings.ts'

/**
 * Of a run that fails: what is not answered by then never is. One that succeeds ends long before its
 * deadline.
 */
const FAILING_MS = 1500
const SUCCEEDING_MS = 3000
/** How late a run may end. */
const GRACE_MS = 500
/** Headers that one look may read. */
const MOST_A_LOOK = 50

export function deadlineOf({ plan, ends: [status] }: Row): number {
  return plan?.deadlineMs ?? (status === 0 ? SUCCEEDING_MS : FAILING_MS)
}

/** Whether what was seen is what the row says, and what may be seen of any run. */
export function judge(row: Row, witness: Witness): void {
  const { probed, toMailbox } = witness
  const { status, reason, phase, warnings } = probed
  const scheme = row.imap && (row.plan?.mailbox?.scheme ?? 'imap')
  const advice = reason ? adviceFor(reason, { ...probed, location: 'local', ...(scheme && { scheme }) }) : ''
  const [expected, ...rest] = row.ends
  if (expected === 0) {
    expect([status, ...warnings]).toEqual([0, ...rest])
    expect(reason).toBeUndefined()
  } else {
    const [, , words = ''] = rest
    expect([status, reason, phase, advice.slice(0, words.length)], probed.detail).toEqual([expected, ...rest])
    expect(warnings).toEqual(row.warnings ?? [])
  }
  if (row.detail !== undefined) expect(probed.detail).toMatch(row.detail)
  expect(probed.elapsedMs, 'the deadline holds').toBeLessThan(deadlineOf(row) + GRACE_MS)
  expect(probed.timersLeft, 'timers that nobody took back').toBe(0)
  const everything = JSON.stringify([probed, advice])
  const { password = PASSWORD, storedMeanwhile = PASSWORD, tokens = [] } = row.plan ?? {}
  const passwords = [password, storedMeanwhile, ...tokens]
  for (const writing of passwords.flatMap(writingsOf)) expect(everything).not.toContain(writing)
  if (row.imap) expectHandsOff(witness)
  else expectModesty(row, toMailbox)
  const tries = warnings.includes('secret-re-read') ? 2 : Math.max(1, tokens.length)
  if (reason === 'mailbox-login-refused') expect(logins(toMailbox).length).toBeLessThanOrEqual(tries)
  if (reason === 'smtp-auth-refused') expect(logins(witness.toSmtp)).toHaveLength(tries)
  row.alsoExpect?.(witness)
}

/** Nobody's mail is downloaded, and a large mailbox is read in small helpings. */
function expectModesty(row: Row, toMailbox: readonly string[]): void {
  if (!row.retrieves) expect(toMailbox.filter((line) => line.startsWith('RETR'))).toEqual([])
  const looks = toMailbox.join('\n').split('UIDL')
  for (const look of looks) expect(look.match(/^TOP /gm)?.length ?? 0).toBeLessThanOrEqual(MOST_A_LOOK)
}

/** Nobody's mail is touched, whatever the server does. */
function expectHandsOff({ trespasses, folders, toMailbox }: Witness): void {
  expect(trespasses, 'commands that touch mail of others').toEqual([])
  expect(folders.harmed(), 'mail of others that was touched').toEqual([])
  const read = toMailbox.filter((line) => / FETCH .*BODY/.test(line))
  expect(read.filter((line) => !/BODY\.PEEK\[(?:HEADER|TEXT\]<0\.)/.test(line))).toEqual([])
}

function logins(said: readonly string[]): string[] {
  return said.filter((line) => /^(?:(?:PASS|AUTH|APOP)|\S+ (?:LOGIN|AUTHENTICATE)) /.test(line))
}
