import { describe, expect, test } from 'vitest'

import { fullRun, ports } from '../full-run.ts'
import { HOST } from '../servers.ts'

const at = (port: number) => ({ server: `pop3://${HOST}:${port}`, tls: 'none' })
const smtp = { tls: 'none' }

describe.concurrent('Dovecot that takes no password as it is', () => {
  test.each([
    ['CRAM-MD5, DIGEST-MD5 and SCRAM', 'many-mechanisms', ports.pop3ByChallenge],
    ['SCRAM alone', 'scram-alone', ports.pop3ByScram],
  ] as const)('but %s lets us in', async (_, mailbox, port) => {
    const done = await fullRun({ mailbox, smtp, at: at(port) })
    expect(done.said).toContain('SERVER: USER')
    expect(done.said.some((line) => line.startsWith('CLIENT: PASS'))).toBe(false)
    expect(done.result).toMatchObject({ status: 0, outcome: 'delivered', warnings: [] })
    expect(done.mail).toEqual({ letters: 1, others: [] })
  })

  test('but DIGEST-MD5, which we do not speak, is told to want that', async () => {
    const done = await fullRun({ mailbox: 'digest-alone', smtp, at: at(ports.pop3ByDigestMd5) })
    expect(done.result).toMatchObject({ outcome: 'failed', phase: 'mailbox.auth', warnings: [] })
    expect(done.published[0]?.text).toContain('DIGEST-MD5')
    expect(done.published[0]?.text).not.toContain('OAuth')
    expect(done.mail.letters).toBe(1)
  })
})
