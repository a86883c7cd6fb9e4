import { describe, expect, test } from 'vitest'

import { sidesAllowedClear, sidesLeftOpen } from '../../../shared/core/definition/clear-logins.ts'
import type { Monitor } from '../../../shared/core/definition/monitor.ts'
import { parseMonitor } from '../../../shared/core/definition/parse-monitor.ts'

const LOGIN = { userid: 'probe', password: 'ssm:inbox' }

function parsed(mailbox: object, smtp: object): Monitor {
  const definition = {
    monitorId: 'inbox',
    emailAddress: 'a@example.com',
    mailbox: { ...LOGIN, ...mailbox },
    smtp,
  }
  const read = parseMonitor(definition, 'table')
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.monitor
}

describe('where nothing is said of TLS', () => {
  test.each([
    ['pop3://pop.example.com', 'for-password'],
    ['pop.example.com', 'for-password'],
    ['pop3s://pop.example.com', 'required'],
    ['imap://imap.example.com', 'for-password'],
    ['imaps://imap.example.com', 'required'],
  ])('the mailbox %s is %s', (server, mode) => {
    expect(parsed({ server }, { server: 'smtp.example.com' }).mailbox.tls.mode).toBe(mode)
  })

  test.each([
    ['smtp://smtp.example.com', {}, 'opportunistic'],
    ['smtp://smtp.example.com:587', LOGIN, 'for-password'],
    ['smtps://smtp.example.com', LOGIN, 'required'],
    ['smtps://smtp.example.com', {}, 'required'],
  ])('the SMTP server %s with %o is %s', (server, login, mode) => {
    expect(parsed({ server: 'pop.example.com' }, { server, ...login }).smtp?.tls.mode).toBe(mode)
  })
})

test.each(['required', 'opportunistic', 'none'] as const)('%s is what it was', (tls) => {
  const { mailbox, smtp } = parsed(
    { server: 'pop.example.com', tls },
    { server: 'smtp.example.com', ...LOGIN, tls },
  )
  expect([mailbox.tls.mode, smtp?.tls.mode]).toEqual([tls, tls])
})

test('nobody can write the mode in which only the password needs TLS', () => {
  const mailbox = { server: 'pop.example.com', ...LOGIN, tls: 'for-password' }
  const definition = {
    monitorId: 'inbox',
    emailAddress: 'a@example.com',
    mailbox,
    smtp: { server: 'smtp.example.com' },
  }
  expect(parseMonitor(definition, 'table')).toMatchObject({ ok: false, problems: [{ path: 'mailbox.tls' }] })
})

test('the sides that leave it open, and those that may be in the clear; neither on this machine', () => {
  const open = parsed({ server: 'pop.example.com' }, { server: 'smtp.example.com', ...LOGIN })
  expect([sidesLeftOpen(open), sidesAllowedClear(open)]).toEqual([['mailbox', 'smtp'], []])
  const clear = parsed(
    { server: 'pop.example.com', tls: 'none' },
    { server: 'smtp.example.com', tls: 'none' },
  )
  expect([sidesLeftOpen(clear), sidesAllowedClear(clear)]).toEqual([[], ['mailbox']])
  const here = parsed({ server: '127.0.0.1' }, { server: 'localhost', ...LOGIN, tls: 'none' })
  expect([sidesLeftOpen(here), sidesAllowedClear(here)]).toEqual([[], []])
  const first = parsed(
    { server: 'pop3s://pop.example.com', tls: 'opportunistic' },
    { server: 'smtp.example.com' },
  )
  expect([sidesLeftOpen(first), sidesAllowedClear(first)]).toEqual([[], []])
})

test('a mailbox is as open as the server of its junk folder', () => {
  const smtp = { server: 'smtp.example.com' }
  const sides = (server: string, junkServer: string, tls?: string) => {
    const monitor = parsed({ server, junkServer, tls }, smtp)
    return [sidesLeftOpen(monitor), sidesAllowedClear(monitor)]
  }
  expect(sides('127.0.0.1', 'imap://imap.example.com')).toEqual([['mailbox'], []])
  expect(sides('127.0.0.1', 'imaps://imap.example.com')).toEqual([[], []])
  expect(sides('pop.example.com', 'imaps://imap.example.com', 'none')).toEqual([[], ['mailbox']])
  expect(sides('pop3s://pop.example.com', 'imap://imap.example.com', 'opportunistic')).toEqual([
    [],
    ['mailbox'],
  ])
  expect(sides('pop3s://pop.example.com', 'imap://imap.example.com')).toEqual([[], []])
})
