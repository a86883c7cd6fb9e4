import { describe, expect, test } from 'vitest'

import {
  readJunkServer,
  readServerAddress,
} from '../../../../shared/core/definition/fields/server-address.ts'
import type { ServerAddress } from '../../../../shared/core/definition/monitor.ts'
import type { Side } from '../../../../shared/core/time/phases.ts'

describe('a server that is understood', () => {
  test.each<[Side, string, ServerAddress]>([
    ['mailbox', 'pop3://mail.example.com', { scheme: 'pop3', host: 'mail.example.com', port: 110 }],
    ['mailbox', 'pop3s://mail.example.com', { scheme: 'pop3s', host: 'mail.example.com', port: 995 }],
    ['mailbox', 'pop3s://mail.example.com:1995', { scheme: 'pop3s', host: 'mail.example.com', port: 1995 }],
    ['mailbox', 'imap://mail.example.com', { scheme: 'imap', host: 'mail.example.com', port: 143 }],
    ['mailbox', 'IMAPS://mail.example.com', { scheme: 'imaps', host: 'mail.example.com', port: 993 }],
    ['mailbox', 'imap://[::1]:1143', { scheme: 'imap', host: '::1', port: 1143 }],
    ['smtp', 'smtp://mail.example.com', { scheme: 'smtp', host: 'mail.example.com', port: 25 }],
    ['smtp', 'smtps://mail.example.com', { scheme: 'smtps', host: 'mail.example.com', port: 465 }],
    ['smtp', 'smtp://mail.example.com:587', { scheme: 'smtp', host: 'mail.example.com', port: 587 }],
    ['mailbox', 'mail.example.com', { scheme: 'pop3', host: 'mail.example.com', port: 110 }],
    ['smtp', 'mail.example.com', { scheme: 'smtp', host: 'mail.example.com', port: 25 }],
    ['smtp', 'mail.example.com:2525', { scheme: 'smtp', host: 'mail.example.com', port: 2525 }],
    ['smtp', 'localhost', { scheme: 'smtp', host: 'localhost', port: 25 }],
    ['smtp', 'mail_1.internal', { scheme: 'smtp', host: 'mail_1.internal', port: 25 }],
    ['smtp', 'SMTPS://Mail.Example.COM', { scheme: 'smtps', host: 'mail.example.com', port: 465 }],
    ['smtp', 'smtp://192.0.2.1:1', { scheme: 'smtp', host: '192.0.2.1', port: 1 }],
    ['smtp', 'smtp://[2001:DB8::1]', { scheme: 'smtp', host: '2001:db8::1', port: 25 }],
    ['mailbox', '[::1]:65535', { scheme: 'pop3', host: '::1', port: 65_535 }],
    ['mailbox', 'pop3s://[::ffff:192.0.2.1]', { scheme: 'pop3s', host: '::ffff:192.0.2.1', port: 995 }],
  ])('%s: %s', (side, written, address) => {
    expect(readServerAddress(written, side)).toEqual({ ok: true, value: address })
  })
})

describe('a server that is refused', () => {
  test.each<[string, Side, unknown, string]>([
    ['nothing', 'mailbox', undefined, 'got nothing'],
    ['a number', 'mailbox', 110, 'got 110'],
    ['empty text', 'smtp', '', 'got ""'],
    ['a scheme alone', 'smtp', 'smtp://', 'neither a name'],
    ['very long text', 'smtp', 'a'.repeat(1_000_000), `got "${'a'.repeat(40)}…"`],
    ['a longer name than DNS has', 'smtp', `${'a.'.repeat(127)}a`, 'neither a name'],
    ["the other side's scheme", 'mailbox', 'smtp://mail.example.com', 'expected pop3://host, pop3s://host,'],
    ["the other side's scheme", 'smtp', 'pop3://mail.example.com', 'expected smtp://host or smtps://host'],
    ['a web address', 'smtp', 'https://mail.example.com', 'got "https://mail.example.com"'],
    ['IMAP where mail is sent', 'smtp', 'imap://mail.example.com', 'got "imap://mail.example.com"'],
    ['a slash at the end', 'mailbox', 'pop3://mail.example.com/', 'remove everything after'],
    ['a path', 'mailbox', 'pop3://mail.example.com:110/INBOX', 'remove everything after'],
    ['a folder', 'mailbox', 'imap://mail.example.com/INBOX', 'a slash; a folder belongs in mailbox.folder'],
    ['a query', 'mailbox', 'mail.example.com?tls=1', 'remove everything after'],
    ['port 0', 'smtp', 'mail.example.com:0', 'a port is 1 to 65535, got "0"'],
    ['port 65536', 'smtp', 'mail.example.com:65536', 'a port is 1 to 65535, got "65536"'],
    ['an empty port', 'smtp', 'mail.example.com:', 'a port is 1 to 65535, got ""'],
    ['a port in words', 'smtp', 'mail.example.com:smtp', 'a port is 1 to 65535, got "smtp"'],
    ['a signed port', 'smtp', 'mail.example.com:+25', 'a port is 1 to 65535'],
    ['IPv6 without brackets', 'smtp', '2001:db8::1', 'in brackets'],
    ['IPv6 without brackets, behind a scheme', 'smtp', 'smtp://::1', 'in brackets'],
    ['IPv4 in brackets', 'smtp', '[192.0.2.1]', 'neither a name'],
    ['IPv6 with a zone', 'smtp', '[fe80::1%eth0]', 'neither a name'],
    ['brackets that do not close', 'smtp', '[::1', 'neither a name'],
    ['an impossible IPv4 address', 'smtp', '192.0.2.256', 'neither a name'],
    ['an octal IPv4 address', 'smtp', '192.0.2.010', 'neither a name'],
    ['a number for a host', 'smtp', '25', 'neither a name'],
    ['an empty label', 'smtp', 'mail..example.com', 'neither a name'],
    ['a hyphen at the end of a label', 'smtp', 'mail-.example.com', 'neither a name'],
    ['a space', 'smtp', ' mail.example.com', 'neither a name'],
    ['a line break', 'smtp', 'mail.example.com\r\nRSET', 'got "mail.example.com\\x0d\\x0aRSET"'],
    ['NUL', 'smtp', 'mail.example.com\0', 'neither a name'],
    ['a name beyond ASCII', 'smtp', 'mail.exämple.com', 'neither a name'],
  ])('%s (%s)', (_what, side, written, message) => {
    const reading = readServerAddress(written, side)
    expect(reading).toEqual({ ok: false, message: expect.stringContaining(message) as string })
  })

  test.each([
    ['mail.example.com:993', 'imaps://mail.example.com:993', '110 with pop3:// or 995 with pop3s://; 993'],
    ['pop3://mail.example.com:143', 'imap://mail.example.com:143', '110 with pop3://'],
    ['pop3s://Mail.Example.com:993', 'imaps://mail.example.com:993', '; 993 is for IMAP)'],
    ['[2001:db8::1]:143', 'imap://[2001:db8::1]:143', '; 143 is for IMAP)'],
    [
      'imap://mail.example.com:110',
      'pop3://mail.example.com:110',
      '143 with imap:// or 993 with imaps://; 110',
    ],
    ['imaps://mail.example.com:995', 'pop3s://mail.example.com:995', '; 995 is for POP3)'],
  ])('at a port of the other protocol (%s), and told what it is at', (written, better, ports) => {
    const reading = readServerAddress(written, 'mailbox')
    const message = reading.ok ? '' : reading.message
    expect(message).toContain(`expected ${better} or a port of `)
    expect(message).toContain(ports)
    expect(message).toContain(`, got "${written}"`)
    expect(readServerAddress(better, 'mailbox').ok).toBe(true)
  })

  test.each([
    'pop3://me:hunter2@mail.example.com',
    'me:hunter2@mail.example.com',
    'me@mail.example.com/hunter2',
  ])('a user name in it is refused, and nothing of it repeated: %s', (written) => {
    const reading = readServerAddress(written, 'mailbox')
    expect(reading).toEqual({ ok: false, message: expect.stringContaining('mailbox.userid') as string })
    expect(JSON.stringify(reading)).not.toContain('hunter2')
  })
})

describe('the server of the junk folder', () => {
  test.each<[string, ServerAddress]>([
    ['imaps://imap.example.com', { scheme: 'imaps', host: 'imap.example.com', port: 993 }],
    ['imap.example.com', { scheme: 'imap', host: 'imap.example.com', port: 143 }],
  ])('is an IMAP server: %s', (written, address) => {
    expect(readJunkServer(written)).toEqual({ ok: true, value: address })
  })

  test.each([
    [
      'pop3s://pop.example.com',
      'expected imap://host or imaps://host, with :port if it is not the usual one, got',
    ],
    [
      'imap.example.com:995',
      'expected a port of IMAP (143 with imap:// or 993 with imaps://; 995 is for POP3)',
    ],
    ['imap://me@imap.example.com', '; put the user name in mailbox.userid'],
    [993, 'got 993'],
  ])('is no other: %s', (written, message) => {
    expect(readJunkServer(written)).toEqual({
      ok: false,
      message: expect.stringContaining(message) as string,
    })
  })
})
