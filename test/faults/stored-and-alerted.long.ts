import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { demoMailServer } from '../../local/demo-mail/demo-mail-server.ts'
import { dynamoMonitorStore } from '../../shared/adapters/dynamodb/monitor-store.ts'
import { dynamoRunStore } from '../../shared/adapters/dynamodb/run-store.ts'
import { mailServers } from '../../shared/adapters/mail/mail-servers.ts'
import { randomIds } from '../../shared/adapters/random-ids.ts'
import { handleRun } from '../../shared/app/run/handle-run.ts'
import { runKeyOf } from '../../shared/core/identity/run-key.ts'
import type { LogLine, RunResult, Warning } from '../../shared/core/run/run.ts'
import type { Reason, Status } from '../../shared/core/run/statuses.ts'
import type { AlertMessage } from '../../shared/core/wording/alert-message.ts'
import { REASON_WORDS } from '../../shared/core/wording/words/reason-words.ts'
import { type OpenedDatabase, openedDatabase } from '../support/aws/opened-database.ts'
import { memorySecrets } from '../support/memory/memory-secrets.ts'
import { type Play, pop3Play } from '../support/servers/pop3-play.ts'
import { scriptedServer } from '../support/servers/scripted-server.ts'
import { closing, flooding, inTurn } from '../support/servers/server-acts.ts'
import { type SmtpPlay, smtpPlay } from '../support/servers/smtp-play.ts'
import { ADDRESS, PASSWORD, USERID } from '../support/worlds/full-probe.ts'
import { steadyClock } from '../support/steady-clock.ts'
import { messagesOf } from './enact.ts'

interface StoredRow {
  title: string
  smtp?: SmtpPlay['on']
  mailbox?: Play['on']
  send?: Play['send']
  /** What the message is on its arrival; default as it was sent. */
  arrives?: (message: string) => string
  stored: [status: Status, reason: Reason | undefined, ...warnings: Warning[]]
  /** A line of the stored log; so does the alert, where there is one. */
  says: string
}

const OLD = Buffer.from('Subject: old\r\n\r\nbody\r\n')
const LOCKED = '-ERR Your mailbox is already locked'
const LIMIT =
  '-ERR Exceeded the login limit for a 15 minute period. Reduce the frequency of requests to the POP3 server.'
const MILTER = '451 4.7.1 Service unavailable - try again later'
const HELO = '550 Access denied - Invalid HELO name (See RFC2821 4.1.1.1)'

/** Message 1 is somebody else's. */
const first = (act: NonNullable<Play['on']>[string]): Play['on'] => ({ 'TOP 1': act })

const ROWS: StoredRow[] = [
  {
    title: 'a lock that stays',
    mailbox: { PASS: inTurn('+OK', LOCKED) },
    stored: [2, 'mailbox-locked', 'mailbox-waited-for'],
    says: LOCKED,
  },
  {
    title: 'one message that is refused for ever',
    mailbox: first('-ERR Message can not load'),
    stored: [0, undefined],
    says: '1 messages are refused: passed over, read last at the next look',
  },
  {
    title: 'a server that sends all of a large message',
    mailbox: first(flooding('+OK\r\nSubject: old\r\n\r\n', `${'x'.repeat(998)}\r\n`.repeat(16))),
    stored: [0, undefined],
    says: 'given up: a body of more than 8388608 octets',
  },
  {
    title: 'a dead milter',
    smtp: { '.': MILTER },
    stored: [3, 'message-deferred', 'refusal-waited-out'],
    says: MILTER,
  },
  { title: 'a refused HELO', smtp: { RCPT: HELO }, stored: [3, 'client-name-refused'], says: HELO },
  {
    title: 'a limit on logins',
    mailbox: { PASS: inTurn('+OK', LIMIT) },
    stored: [2, 'mailbox-login-limit'],
    says: LIMIT,
  },
  {
    title: 'a gateway that takes the header away',
    arrives: (message) =>
      message.replace(/^X-Roundtrip: [^]*?\r\n(?=\S)/m, '').replace(/^Subject: /m, 'Subject: [EXTERNAL] '),
    stored: [0, undefined, 'header-removed'],
    says: '250 2.0.0 queued',
  },
  {
    title: 'lines that end in a bare LF',
    send: (connection, bytes) => {
      connection.write(bytes.toString('latin1').replaceAll('\r\n', '\n'))
      return Promise.resolve()
    },
    stored: [0, undefined],
    says: '+OK marked',
  },
  {
    title: 'a connection that ends before its greeting',
    mailbox: { '': inTurn(closing, '+OK ready') },
    stored: [0, undefined, 'mailbox-waited-for'],
    says: 'the server closed the connection',
  },
  {
    title: 'a session that the server ends at TOP',
    mailbox: first(inTurn(closing, '-ERR gone')),
    stored: [0, undefined, 'mailbox-waited-for'],
    says: 'the server closed the connection',
  },
]

let database: OpenedDatabase
beforeAll(async () => void (database = await openedDatabase()))
afterAll(() => database.close())

describe.concurrent('what a field report came to is stored and alerted', () => {
  test.each(ROWS)('$title', async (row) => {
    const { result, log, published } = await scheduledRun(row)
    const [status, reason, ...warnings] = row.stored
    expect([result?.status, result?.reason, result?.warnings]).toEqual([status, reason, warnings])
    expect(log.map(({ text }) => text)).toContain(row.says)
    if (reason === undefined) {
      expect(published).toEqual([])
      return
    }
    expect(published).toHaveLength(1)
    const [alert] = published
    expect(alert?.subject).toContain(`DOWN: ${result?.monitorId} - ${reason.replaceAll('-', ' ')} (local)`)
    expect(alert?.text).toContain(REASON_WORDS[reason].slice(1))
    expect(alert?.text.replace(/\s+/g, ' ')).toContain(row.says.replace(/^-ERR /, ''))
    expect(alert?.attributes.reason).toBe(reason)
  })
})

interface Ended {
  result: RunResult | undefined
  log: readonly LogLine[]
  published: readonly AlertMessage[]
}

/** From its event to its alert: over sockets, and through the tables. */
async function scheduledRun(row: StoredRow): Promise<Ended> {
  const monitorId = `row-${ROWS.indexOf(row)}`
  const clock = steadyClock()
  const server = await demoMailServer({
    accounts: [{ address: ADDRESS, userid: USERID, password: PASSWORD }],
    clock,
  })
  server.mailboxes.deliver(ADDRESS, OLD)
  const arrives = row.arrives ?? ((message: string) => message)
  const smtp = await scriptedServer(
    smtpPlay({
      take(message) {
        // What is refused after the dot is not delivered.
        if (row.smtp?.['.'] === undefined) server.mailboxes.deliver(ADDRESS, Buffer.from(arrives(message)))
      },
      ...(row.smtp && { on: row.smtp }),
    }),
    { clock },
  )
  const { 'TOP 1': ofFirst, ...on } = row.mailbox ?? {}
  const top: NonNullable<Play['on']>[string] = (connection, line) => {
    if (line.startsWith('TOP 1 ') && typeof ofFirst === 'function') return ofFirst(connection, line)
    const message = messagesOf(server)[Number(line.split(' ')[1]) - 1]
    const shown = `+OK\r\n${message?.header ?? ''}\r\n.`
    connection.write(`${line.startsWith('TOP 1 ') ? String(ofFirst) : shown}\r\n`)
    return undefined
  }
  const mailbox = await scriptedServer(
    pop3Play({
      messages: () => messagesOf(server),
      on: ofFirst === undefined ? on : { ...on, TOP: top },
      ...(row.send && { send: row.send }),
    }),
    { clock },
  )
  const published: AlertMessage[] = []
  const { client, tableNames } = database
  const runs = dynamoRunStore({ client, tableName: tableNames.results, clock, ids: randomIds })
  const monitors = dynamoMonitorStore({ client, tableName: tableNames.monitors, ids: randomIds })
  const definition = {
    monitorId,
    emailAddress: ADDRESS,
    mailbox: { server: `pop3://127.0.0.1:${mailbox.port}`, userid: USERID, password: 'env:MAILBOX' },
    smtp: { server: `smtp://127.0.0.1:${smtp.port}` },
    timeoutSeconds: 5,
    intervalMinutes: 1,
  }
  const request = { monitorId, location: 'local', scheduledAt: clock.now(), trigger: 'schedule' } as const
  try {
    await monitors.put({ monitorId, managedBy: 'table', revision: 1, definition }, undefined)
    await handleRun(request, {
      clock,
      ids: randomIds,
      secrets: memorySecrets(() => PASSWORD),
      mail: mailServers({ clock }),
      runs,
      monitors,
      publisher: { publish: (message) => Promise.resolve({ messageId: String(published.push(message)) }) },
      definitionSource: 'file',
    })
    const key = runKeyOf(request)
    return { result: await runs.findResult(key), log: (await runs.findLog(key)) ?? [], published }
  } finally {
    clock.stop()
    await Promise.all([server.close(), smtp.close(), mailbox.close()])
  }
}
