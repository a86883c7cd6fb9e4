import { expect, test } from 'vitest'

import { readCsv } from '../../../cli/definitions/csv-rows.ts'

test('headings that no field has are one sentence, however many rows follow', () => {
  const rows = Array.from({ length: 200 }, (_, i) => `m${i},x,5,n\n`).join('')
  expect(readCsv(`id,colour,intervall,name\n${rows}`)).toEqual({
    ok: false,
    mistake: {
      line: 1,
      message:
        'the first line has unknown columns: "id" (did you mean monitorId?), "colour", ' +
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

test('an IMAP server may stand in the column of the POP3 server, with its folder and junk beside it', () => {
  const read = readCsv(
    'monitorId,POP3 Server,Userid,Folder,Junk,Junk Server\n' +
      'shop,imaps://h,u,2026,ok,\nblog,pop3s://h,u,,,imaps://h\n',
  )
  expect(read).toMatchObject({
    value: [
      { mailbox: { server: 'imaps://h', folder: '2026', junk: 'ok' } },
      { mailbox: { server: 'pop3s://h', userid: 'u', junkServer: 'imaps://h' } },
    ],
    remarks: [
      expect.stringContaining('"Folder" was read as mailbox.folder, "Junk" was read as mailbox.junk'),
    ],
  })
})

test('an export of AlertSite with columns that are not ours is read, and each kind told in one line', () => {
  const read = readCsv(
    'monitorId,Site Type,Email Address,POP3 Server,Userid,Password,Site Name,Site Plan,Notify on Error?,Notes,Monitoring Mode,Locations\n' +
      'shop,Roundtrip Email (POP/SMTP),a@example.com,pop3s://h,u,ssm:shop,Shop,Usage-based,Yes,by us,Primary,"Boston, MA"\n' +
      'blog,Roundtrip Email (POP/SMTP),b@example.com,pop3s://h,u,ssm:blog,Blog,VM Node,No,,,\n',
  )
  const mailbox = (name: string) => ({ server: 'pop3s://h', userid: 'u', password: `ssm:${name}` })
  expect(read).toMatchObject({
    ok: true,
    value: [
      {
        monitorId: 'shop',
        name: 'Shop',
        mailbox: mailbox('shop'),
        alerts: [{ onError: true }],
        note: 'by us',
      },
      { monitorId: 'blog', name: 'Blog', mailbox: mailbox('blog'), alerts: [{ onError: false }] },
    ],
    remarks: [
      '"Email Address" was read as emailAddress, "POP3 Server" was read as mailbox.server, ' +
        '"Userid" was read as mailbox.userid, "Password" was read as mailbox.password, ' +
        '"Site Name" was read as name, "Notify on Error?" was read as alerts, "Notes" was read as note',
      'ignored, because no monitor has it: "Site Type", "Site Plan"',
      "ignored, because AlertSite's locations are not yours (set locations and locationMode instead): " +
        '"Monitoring Mode", "Locations"',
    ],
  })
})

test('headings of our own are worth no remark', () => {
  const read = readCsv('monitorId,emailAddress,locations,note\nshop,a@example.com,home,x\n')
  expect(read).toMatchObject({ value: [{ locations: ['home'], note: 'x' }], remarks: [] })
})
