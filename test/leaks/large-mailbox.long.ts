import path from 'node:path'
import { Readable } from 'node:stream'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { type BundledScripts, bundledScripts } from '../support/aws/bundled-scripts.ts'
import { type FastMail, fastMail } from '../support/servers/fast-mail.ts'
import { inFreshProcess } from '../support/processes/fresh-process.ts'
import type { OneRunReport } from './subjects/one-run.ts'

const SUBJECT = path.join(import.meta.dirname, 'subjects/one-run.ts')
const MOST_OCTETS = 150_000_000
const OLD_MESSAGES = 5000
const LARGE_BODY = 20_000_000
const ENDLESS = 200_000_000
const LINE = `${'x'.repeat(8190)}\r\n`
/** What is read of one message before the session is given up. */
const MOST_BODY = 8 * 2 ** 20

let scripts: BundledScripts

beforeAll(async () => {
  scripts = await bundledScripts([SUBJECT])
})

afterAll(() => scripts.remove())

/** A mailbox that nobody has emptied for years, with something large among the newest. */
function fill(servers: FastMail, largeOctets = LARGE_BODY): void {
  const header = (subject: string) => `From: a@example.com\r\nSubject: ${subject}\r\n`
  for (let n = 1; n < OLD_MESSAGES; n += 1) servers.deliver(header(`old ${String(n)}`), 2000)
  servers.deliver(header('large'), largeOctets)
}

async function runAgainst(servers: FastMail, nodeOptions: readonly string[] = []): Promise<OneRunReport> {
  const { smtpServer, mailboxServer } = servers
  return inFreshProcess<OneRunReport>(
    scripts.file('one-run'),
    { smtpServer, mailboxServer, timeoutSeconds: 300 },
    { nodeOptions },
  )
}

test('5,000 old messages and one of 20 MB cost a run little memory, and none is downloaded', async () => {
  const servers = await fastMail()
  try {
    fill(servers)
    const { result, peakRssOctets } = await runAgainst(servers)
    expect(result).toMatchObject({ status: 0, warnings: [] })
    expect(peakRssOctets).toBeLessThan(MOST_OCTETS)

    const asked = servers.pop3.lines.filter((line) => /^(?:TOP|RETR)\b/.test(line))
    // The large one is read last: its size is far from ours.
    expect(asked).toContain(`TOP ${String(OLD_MESSAGES - 1)} 0`)
    expect(asked.filter((line) => !/^TOP \d+ 0$/.test(line))).toEqual([])
    expect(servers.size).toBe(OLD_MESSAGES)
  } finally {
    await servers.close()
  }
})

test('a server that sends a large message whole, though asked for its header, is cut off early, once', async () => {
  let octetsSent = 0
  function* endlessBody() {
    yield '+OK\r\nSubject: large\r\n\r\n'
    for (; octetsSent < ENDLESS; octetsSent += LINE.length) yield LINE
  }
  const servers = await fastMail({
    onTop: {
      // No faster than it is read: what the buffers of both sockets hold is all that is sent in vain.
      [OLD_MESSAGES]: ({ socket }) => void Readable.from(endlessBody()).pipe(socket, { end: false }),
    },
  })
  try {
    // Its size is an estimate, so that it is read first.
    fill(servers, 1000)
    const { result, peakRssOctets } = await runAgainst(servers)
    expect(result).toMatchObject({ status: 0, warnings: [] })
    expect(peakRssOctets).toBeLessThan(MOST_OCTETS)
    expect(octetsSent).toBeGreaterThanOrEqual(MOST_BODY)
    expect(octetsSent).toBeLessThan(ENDLESS / 2)
  } finally {
    await servers.close()
  }
})

test.each([
  [100_000, MOST_OCTETS],
  [250_000, 200_000_000],
])('%i old messages fit into memory, over several looks', async (count, most) => {
  const servers = await fastMail({ delayOf: () => 500 })
  try {
    for (let n = 1; n <= count; n += 1) servers.deliver(`Subject: old ${String(n)}\r\n`, 3000)
    const { result, peakRssOctets } = await runAgainst(servers, ['--max-old-space-size=256'])
    expect(result).toMatchObject({ status: 0, warnings: [] })
    expect(peakRssOctets).toBeLessThan(most)
    expect(servers.logins).toBeGreaterThan(1)
    expect(servers.size).toBe(count)
  } finally {
    await servers.close()
  }
})
