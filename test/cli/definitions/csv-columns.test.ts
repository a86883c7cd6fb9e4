import { expect, test } from 'vitest'

import { readCsv } from '../../../cli/definitions/csv-rows.ts'

test('headings that no field has are one sentence, however many rows follow', () => {
  const rows = Array.from({ length: 200 }, (_, i) => `m${i},x,5,n\n`).join('')
  expect(readCsv(`id,colour,intervall,name\n${rows}`)).toEqual({
    ok: false,
    mistake: {
      line: 1,
      message:
        'the first line names columns that no monitor has: "id" (did you mean monitorId?), "colour", ' +
        '"intervall" (did you mean intervalMinutes?)',
    },
  })
})

test('a file without headings shows none of its first line, which may hold a password', () => {
  const read = readCsv('shop,a@example.com,hunter2\n')
  expect(read).toMatchObject({ ok: false, mistake: { line: 1 } })
  expect(JSON.stringify(read)).not.toContain('hunter2')
})

test('what AlertSite calls its settings is understood', () => {
  const read = readCsv(
    'monitorId;Site Name;Email Address;POP3 Server;Userid;Password;SMTP Server;Timeout;Check Every\n' +
      'shop;Shop;a@example.com;pop3s://h;u;ssm:shop;smtp://h:587;300 seconds;10 minutes\n',
  )
  expect(read.ok && read.value).toEqual([
    {
      monitorId: 'shop',
      name: 'Shop',
      emailAddress: 'a@example.com',
      mailbox: { server: 'pop3s://h', userid: 'u', password: 'ssm:shop' },
      smtp: { server: 'smtp://h:587' },
      timeoutSeconds: 300,
      intervalMinutes: 10,
    },
  ])
})
