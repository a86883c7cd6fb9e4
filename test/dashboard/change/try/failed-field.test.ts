import { expect, test } from 'vitest'

import { failedField } from '../../../../dashboard/change/try/failed-field.ts'

const TRIED = {
  mailbox: { server: 'pop3s://pop.example.com', password: 'ssm:inbox' },
  smtp: { server: 'smtp://smtp.example.com', password: 'ssm:sender' },
}

test.each([
  ['smtp-connection-refused', 'smtp.connect', 'smtp.server'],
  ['starttls-not-offered', 'smtp.tls', 'smtp.server'],
  ['smtp-auth-refused', 'smtp.auth', 'smtp.password'],
  ['smtp-auth-required', 'smtp.submit', 'smtp.password'],
  ['recipient-rejected', 'smtp.submit', 'emailAddress'],
  ['sender-rejected', 'smtp.submit', 'smtp.from'],
  ['client-name-refused', 'smtp.greeting', 'smtp.heloName'],
  ['mailbox-host-not-found', 'mailbox.resolve', 'mailbox.server'],
  ['mailbox-login-refused', 'mailbox.auth', 'mailbox.password'],
  ['mailbox-protocol-error', 'mailbox.search', 'mailbox.server'],
  ['mailbox-folder-not-found', 'mailbox.search', 'mailbox.folder'],
  ['message-not-delivered', undefined, undefined],
  ['message-junked', 'mailbox.search', undefined],
] as const)('%s at %s is about %s', (reason, phase, field) => {
  expect(failedField({ outcome: 'failed', reason, ...(phase && { phase }) }, TRIED)).toBe(field)
})

test.each([
  ['secret-not-found', 'sender in secrets.json is not there', 'smtp.password'],
  ['secret-not-for-host', 'ssm:both is for a.example, but smtp.server is b.example', 'smtp.password'],
  ['secret-not-for-host', 'inbox is for a.example, but mailbox.server is b.example', 'mailbox.password'],
  ['secret-forbidden', '', 'mailbox.password'],
])('%s: %j is about %s', (reason, detail, field) => {
  expect(failedField({ outcome: 'inconclusive', reason, detail }, TRIED)).toBe(field)
})

test.each([
  ['grant-refused', 'ssm:probe: the app was refused', 'mailbox.grant'],
  ['grant-expired', 'ssm:post: it has ended', 'smtp.grant'],
  ['token-throttled', '', 'mailbox.grant'],
  ['mailbox-not-granted', '', 'mailbox.userid'],
  ['smtp-auth-disabled', '', 'smtp.userid'],
])('%s: %j is about %s, of a monitor with grants', (reason, detail, field) => {
  const tried = {
    mailbox: { server: 'imaps://imap.example.com', grant: 'ssm:probe' },
    smtp: { server: 'smtp://smtp.example.com', grant: 'ssm:post' },
  }
  expect(failedField({ outcome: 'inconclusive', reason, detail }, tried)).toBe(field)
})

test('what came back is about no field', () => {
  expect(failedField({ outcome: 'delivered' }, TRIED)).toBeUndefined()
})
