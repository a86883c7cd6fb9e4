import net from 'node:net'
import { afterEach, expect, test } from 'vitest'

import type { ImapPlay } from './imap-play.ts'
import { type ImapServer, imapServer } from './imap-server.ts'
import { imapFolders } from './imap-folders.ts'

const standing: { close(): unknown }[] = []
afterEach(() => Promise.all(standing.splice(0).map((one) => one.close())))

async function serving(play: ImapPlay = {}): Promise<ImapServer> {
  const server = await imapServer(play)
  standing.push(server)
  return server
}

/** A client by hand: says lines, and hears until one of these words comes at the beginning of a line. */
function client(port: number) {
  const socket = net.connect(port, '127.0.0.1').setEncoding('latin1')
  standing.push({ close: () => socket.destroy() })
  let heard = ''
  let wake: () => void = () => undefined
  socket.on('data', (text: string) => {
    heard += text
    wake()
  })
  return async (line: string | undefined, until: string): Promise<string[]> => {
    if (line !== undefined) socket.write(`${line}\r\n`)
    const isThere = new RegExp(`^${until.replace(/[*+]/g, '\\$&')}[^\\n]*\n`, 'm')
    while (!isThere.test(heard)) await new Promise<void>((resolve) => (wake = resolve))
    const lines = heard.split('\r\n').slice(0, -1)
    heard = ''
    return lines
  }
}

async function loggedIn(port: number) {
  const say = client(port)
  await say(undefined, '* OK')
  await say('a LOGIN "me" "secret"', 'a OK')
  return say
}

test('a folder is opened, read, changed and left', async () => {
  const server = await serving()
  server.deliver('Subject: one\r\nX-Roundtrip: x\r\n\r\nThe body.\r\n')
  server.deliver('Subject: two\r\n\r\n')
  const say = await loggedIn(server.port)
  expect(await say('b SELECT inbox', 'b OK')).toContain('* 2 EXISTS')
  expect(await say('c FETCH 1:* (UID RFC822.SIZE FLAGS)', 'c OK')).toEqual([
    '* 1 FETCH (UID 1 RFC822.SIZE 43 FLAGS ())',
    '* 2 FETCH (UID 2 RFC822.SIZE 16 FLAGS ())',
    'c OK fetched',
  ])
  expect(await say('d UID FETCH 1 (BODY.PEEK[HEADER] BODY.PEEK[TEXT]<0.4>)', 'd OK')).toEqual([
    '* 1 FETCH (UID 1 BODY[HEADER] {32}',
    'Subject: one',
    'X-Roundtrip: x',
    '',
    ' BODY[TEXT]<0> {4}',
    'The )',
    'd OK fetched',
  ])
  expect(await say('e UID FETCH 1 BODY.PEEK[HEADER.FIELDS (SUBJECT DATE)]', 'e OK')).toContain('Subject: one')
  await say('f UID STORE 1 +FLAGS.SILENT (\\Deleted)', 'f OK')
  expect(await say('g UID EXPUNGE 1', 'g OK')).toEqual(['* 1 EXPUNGE', 'g OK expunged'])
  expect(await say('h UID FETCH 9:* (FLAGS)', 'h OK')).toContain('* 1 FETCH (UID 2 FLAGS ())')
  expect(server.trespasses).toEqual([])
  await say('i LOGOUT', 'i OK')
})

test('whoever touches mail of others is seen', async () => {
  const server = await serving()
  server.deliver('Subject: of others\r\n\r\n', { flags: ['\\Deleted'] })
  const say = await loggedIn(server.port)
  await say('b SELECT INBOX', 'b OK')
  await say('c UID FETCH 1 BODY[HEADER]', 'c OK')
  expect(server.folders.harmed()).toHaveLength(1)
  await say('d EXPUNGE', 'd OK')
  await say('e UID STORE 1:* +FLAGS (\\Deleted)', 'e OK')
  expect(server.trespasses).toEqual([
    'c UID FETCH 1 BODY[HEADER]',
    'd EXPUNGE',
    'e UID STORE 1:* +FLAGS (\\Deleted)',
  ])
  expect(server.folders.find('INBOX')?.messages).toEqual([])
  expect(server.folders.harmed()).toHaveLength(1)
})

test('who is idle is told at once, who is not at the next command', async () => {
  const server = await serving()
  const idle = await loggedIn(server.port)
  const other = await loggedIn(server.port)
  await idle('b SELECT INBOX', 'b OK')
  await other('b SELECT INBOX', 'b OK')
  await idle('c IDLE', '+ idling')
  const message = server.deliver('Subject: one\r\n\r\n')
  expect(await idle(undefined, '* 1 EXISTS')).toEqual(['* 1 EXISTS'])
  expect(await other('c NOOP', 'c OK')).toEqual(['* 1 EXISTS', 'c OK nothing done'])
  server.folders.takeAway(message)
  expect(await idle(undefined, '* 1 EXPUNGE')).toEqual(['* 1 EXPUNGE'])
  expect(await idle('DONE', 'c OK')).toEqual(['c OK no longer idle'])
  expect(await other('d FETCH 1 (FLAGS)', 'd OK')).toEqual(['d OK fetched'])
  expect(await other('e NOOP', 'e OK')).toEqual(['* 1 EXPUNGE', 'e OK nothing done'])
})

test('folders are listed with their special uses, counted, and moved into', async () => {
  const folders = imapFolders({
    'Junk "mail"': { attributes: ['\\Junk'], uidNext: 7 },
    All: { attributes: ['\\All'], keepsAll: true },
    Trash: { attributes: ['\\Trash'] },
  })
  const server = await serving({ folders })
  server.deliver('X-Roundtrip: x\r\n\r\n')
  const say = await loggedIn(server.port)
  expect(await say('b LIST "" "*"', 'b OK')).toContain(
    '* LIST (\\HasNoChildren \\Junk) "/" "Junk \\"mail\\""',
  )
  expect(await say('c STATUS "Junk \\"mail\\"" (MESSAGES UIDNEXT)', 'c OK')).toContain(
    '* STATUS "Junk \\"mail\\"" (MESSAGES 0 UIDNEXT 7)',
  )
  expect(folders.find('All')?.messages).toHaveLength(1)
  await say('d SELECT INBOX', 'd OK')
  expect(await say('e UID MOVE 1 Trash', 'e OK')).toEqual([
    '* OK [COPYUID 1700000000 1 1] moved',
    '* 1 EXPUNGE',
    'e OK moved',
  ])
  expect(folders.find('All')?.messages).toEqual([])
})

test('literals are taken, asked for or not, and what the play says goes first', async () => {
  const server = await serving({
    login: { userid: 'me', password: 'a"b' },
    on: { NOOP: '* OK [ALERT] full\r\n$ NO [UNAVAILABLE] later' },
    capabilities: ['IMAP4rev1'],
  })
  const say = client(server.port)
  await say(undefined, '* OK')
  await say('a LOGIN {2}', '+ go on')
  expect(await say('me {3+}\r\na"b', 'a OK')).toEqual(['a OK logged in'])
  expect(await say('b NOOP', 'b NO')).toEqual(['* OK [ALERT] full', 'b NO [UNAVAILABLE] later'])
  server.replace('NOOP', undefined)
  await say('c NOOP', 'c OK')
  await say('d SELECT INBOX', 'd OK')
  expect(await say('e IDLE', 'e BAD')).toEqual(['e BAD no IDLE here'])
})
