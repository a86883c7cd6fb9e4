import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { expect, onTestFinished, test } from 'vitest'

import { servedApi } from '../../../cli/opened/served-api.ts'
import { demoMailServer } from '../../../local/demo-mail/demo-mail-server.ts'
import { npmStart } from '../../local/npm-start.ts'
import { imapFolders } from '../../support/servers/imap/imap-folders.ts'
import { imapServer } from '../../support/servers/imap/imap-server.ts'
import { scriptedServer } from '../../support/servers/scripted-server.ts'
import { smtpPlay } from '../../support/servers/smtp-play.ts'
import { dataFolder } from '../../support/temporary-files.ts'
import { violations } from '../accessible.ts'
import { type Opening, opened } from '../opened.ts'

const ACCOUNT = { address: 'me@example.test', userid: 'me', password: 'corr3ct-horse' }

/** `npm start` of a new user, who has a mailbox of their own; the form is filled in but for the password. */
async function atHome(opening: Opening = {}) {
  const data = await dataFolder()
  const mail = await demoMailServer({ accounts: [ACCOUNT] })
  onTestFinished(() => mail.close())
  const local = npmStart(['--data', data, '--port', '0'])
  await local.hears(/demo {2}OK/)
  const api = await servedApi(data)
  if (!api) throw new Error('no API was found')
  const { page, faults } = await opened(`${api.url}/new#key=${api.key}`, { at: 'now', ...opening })
  const fill = (label: string, text: string) => page.getByLabel(label, { exact: true }).fill(text)
  await fill('Address', ACCOUNT.address)
  await fill('Mailbox server', `pop3://127.0.0.1:${mail.pop3Port}`)
  await fill('User name', ACCOUNT.userid)
  await fill('SMTP server', `smtp://127.0.0.1:${mail.smtpPort}`)
  await page.getByLabel('Login', { exact: true }).selectOption('none')
  await fill('Minutes between runs', '1')
  await fill('Timeout in seconds', '10')
  return {
    page,
    faults,
    fill,
    api,
    mail,
    secrets: () => readFile(join(data, 'secrets.json'), 'utf8'),
    tries: () => page.getByRole('button', { name: /^Try (it|again)$/ }).click(),
  }
}

test('a new user tries a mailbox of their own, mends what is wrong, sees it work and saves it', async () => {
  const { page, fill, tries, api, secrets, faults } = await atHome()
  await fill('Password', 'wrong')
  await tries()
  await page.getByText('Check the field Mailbox: Password').waitFor()
  expect(await page.locator('#field-mailbox\\.password-more .mistake').count()).toBeGreaterThan(0)
  expect(await violations(page)).toEqual([])

  await page.getByRole('button', { name: 'Type another password' }).click()
  await fill('Password', ACCOUNT.password)
  await page.getByText('The form has changed since.').waitFor()
  await tries()
  await page.getByText('It works: you can save it.').waitFor()
  expect((await api.ask('GET', '/monitors/me-example')).status).toBe(404)
  expect(await violations(page)).toEqual([])

  await page.getByRole('button', { name: 'Add the monitor' }).click()
  await page.waitForURL('**/m/me-example')
  expect((await api.ask('GET', '/monitors/me-example')).body).toMatchObject({
    managedBy: 'table',
    definition: { emailAddress: ACCOUNT.address, intervalMinutes: 1 },
  })
  expect(await secrets()).toContain(ACCOUNT.password)
  expect(
    await page.evaluate(() => document.documentElement.outerHTML + JSON.stringify(localStorage)),
  ).not.toContain(ACCOUNT.password)
  expect(faults).toEqual([])
})

test('after a try that failed it is saved with one question', async () => {
  const { page, fill, tries, api, mail } = await atHome({ size: 'narrow', colorScheme: 'dark' })
  await mail.close()
  await fill('Password', ACCOUNT.password)
  await tries()
  await page.getByText(/Check the field .* server/).waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  await page.getByRole('button', { name: 'Add the monitor' }).click()
  await page.getByRole('dialog', { name: 'The test failed. Save anyway?' }).waitFor()
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'Cancel' }).click()
  expect((await api.ask('GET', '/monitors/me-example')).status).toBe(404)
  await page.getByRole('button', { name: 'Add the monitor' }).click()
  await page.getByRole('button', { name: 'Save anyway' }).click()
  await page.waitForURL('**/m/me-example')
  expect((await api.ask('GET', '/monitors/me-example')).status).toBe(200)
})

test('a try at an IMAP mailbox names the field of a folder that is not there, and works once it is right', async () => {
  const folders = imapFolders({ 'INBOX/Probe': {} })
  const imap = await imapServer({ folders })
  const take = (message: string) => void imap.deliver(message, { folder: 'INBOX/Probe' })
  const smtp = await scriptedServer(smtpPlay({ take }))
  onTestFinished(() => Promise.all([imap.close(), smtp.close()]).then(() => undefined))
  const { page, fill, tries, faults } = await atHome()
  await fill('Mailbox server', `imap://127.0.0.1:${imap.port}`)
  await fill('SMTP server', `smtp://127.0.0.1:${smtp.port}`)
  await fill('Password', ACCOUNT.password)
  await page.getByText('More: thresholds').click()
  await fill('Folder', 'INBOX.Probe')
  await tries()
  await page.getByText('Check the field Mailbox: Folder').waitFor()
  expect(await page.locator('#field-mailbox\\.folder-more .mistake').count()).toBeGreaterThan(0)
  expect(await violations(page)).toEqual([])

  await fill('Folder', 'INBOX/Probe')
  await tries()
  await page.getByText('It works: you can save it.').waitFor()
  await page.getByRole('button', { name: 'Add the monitor' }).click()
  await page.waitForURL('**/m/me-example')
  expect(imap.trespasses).toEqual([])
  expect(faults).toEqual([])
})
