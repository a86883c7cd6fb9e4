import { GMAIL_LISTS } from '../../../shared/core/run/gmail.ts'
import { type Play, type Message, multiLine } from './pop3-play.ts'
import type { ServerAct } from './server-acts.ts'

/** What the account does with a message that was accessed by POP3: its setting, and what it says to users. */
export type AfterPop3 = 'keep' | 'archive' | 'trash'

export interface GmailAccount {
  after: AfterPop3
  /** Listed at most in normal mode. */
  lists: number
  /** Whoever logs in with `recent:` sees 30 days of mail. */
  readonly held: readonly GmailMessage[]
  /** Numbers of commands of all sessions so far, by verb. */
  readonly counts: Readonly<Record<'TOP' | 'RETR' | 'DELE', number>>
  /** Subjects of messages that are not ours and were read whole or deleted. */
  readonly trespasses: readonly string[]
  deliver(raw: string): void
}

export interface GmailMessage {
  uid: string
  raw: string
  isFetched: boolean
  isTrashed: boolean
}

const OURS = /^X-Roundtrip:/im

/**
 * Gmail's POP3 as its help pages and users tell of it: normal mode lists the oldest that were not fetched, RETR
 * and then QUIT fetch, DELE does what the account says; `recent:` lists all that is not in the trash.
 */
export function gmailAccount(settings: Partial<Pick<GmailAccount, 'after' | 'lists'>> = {}) {
  const held: GmailMessage[] = []
  const counts = { TOP: 0, RETR: 0, DELE: 0 }
  const trespasses: string[] = []
  let nextUid = 0x189ab
  const account: GmailAccount = {
    after: 'keep',
    lists: GMAIL_LISTS,
    ...settings,
    held,
    counts,
    trespasses,
    deliver(raw) {
      nextUid += 1
      held.push({ uid: `GmailId${nextUid.toString(16)}`, raw, isFetched: false, isTrashed: false })
    },
  }
  /** Of the session under way: one at a time. */
  let isRecent = false
  let listed: GmailMessage[] = []
  let fetched = new Set<GmailMessage>()
  let deleted = new Set<GmailMessage>()

  function open(): Message[] {
    const there = held.filter(({ isTrashed }) => !isTrashed)
    listed = isRecent ? there : there.filter(({ isFetched }) => !isFetched).slice(0, account.lists)
    fetched = new Set()
    deleted = new Set()
    return listed.map(({ uid, raw }) => ({ uid, header: raw, octets: raw.length }))
  }

  const onMessage =
    (verb: keyof typeof counts, act: (message: GmailMessage) => string): ServerAct =>
    (connection, line) => {
      counts[verb] += 1
      const message = listed[Number(line.split(' ')[1]) - 1]
      if (message && verb !== 'TOP' && !OURS.test(message.raw)) trespasses.push(`${verb} of ${message.uid}`)
      connection.write(message ? act(message) : '-ERR no such message\r\n')
    }

  const play: Play = {
    messages: open,
    on: {
      '': '+OK Gpop ready for requests from 192.0.2.7 a1mb1',
      USER(connection, line) {
        isRecent = line.startsWith('USER recent:')
        connection.write('+OK send PASS\r\n')
      },
      TOP: onMessage('TOP', ({ raw }) => multiLine('+OK', `${raw.split('\r\n\r\n', 1)[0] ?? ''}\r\n\r\n`)),
      RETR: onMessage('RETR', (message) => {
        fetched.add(message)
        return multiLine('+OK message follows', message.raw)
      }),
      DELE: onMessage('DELE', (message) => {
        deleted.add(message)
        return '+OK marked for deletion\r\n'
      }),
      QUIT(connection) {
        for (const message of fetched) message.isFetched = true
        for (const message of deleted) message.isTrashed ||= account.after === 'trash'
        connection.write('+OK Farewell.\r\n')
        connection.end()
      },
    },
  }
  return { account, play }
}
