import { expect, test } from 'vitest'

import { changesWorld } from '../../http/changes-world.ts'
import { violations } from '../accessible.ts'
import { type Opening, opened } from '../opened.ts'
import { served } from '../served.ts'
import { newForm } from './new-form.ts'

const IMAP = {
  mailbox: {
    server: 'imaps://imap.example.com',
    userid: 'imap',
    password: 'ssm:imap',
    folder: 'INBOX.Probe',
    junk: 'ok',
  },
}

/** The form of a new monitor, filled in but for the mailbox, with all that few need to set in sight. */
async function started(opening: Opening = {}) {
  const form = await newForm(opening)
  const { page, fill, take } = form
  await fill('Address', 'contact@example.com')
  await take('contact@example.com')
  await take('smtp://smtp.example.com:587')
  await page.getByText('More: thresholds').click()
  return {
    ...form,
    counted: (label: string) => page.getByLabel(label, { exact: true }).count(),
  }
}

test('an IMAP mailbox has a folder and a rule for junk, and names no second server', async () => {
  const { world, page, fill, take, counted, faults } = await started()
  await take('imaps://imap.example.com')
  expect(await counted('IMAP server for the junk folder')).toBe(0)
  await fill('Folder', 'INBOX.Geprüft')
  await page.getByLabel('A message in the junk folder').selectOption('ok')
  await fill('Password', 'corr3ct')
  expect(await violations(page)).toEqual([])
  await take('Add the monitor')
  await page.waitForURL('**/m/contact-example')
  expect(await world.definitionOf('contact-example')).toMatchObject({
    mailbox: { server: 'imaps://imap.example.com', folder: 'INBOX.Geprüft', junk: 'ok' },
  })
  expect(faults).toEqual([])
})

test('a POP3 mailbox names the IMAP server of its junk folder, which is told its password', async () => {
  const { world, page, fill, take, counted, faults } = await started({ size: 'narrow' })
  await take('pop3s://pop.example.com')
  expect(await counted('Folder')).toBe(0)
  expect(await counted('A message in the junk folder')).toBe(0)
  await fill('IMAP server for the junk folder', 'imaps://imap.example.com')
  await page.getByLabel('A message in the junk folder').waitFor()
  await page.getByText('sent only to pop.example.com, imap.example.com and smtp.example.com').waitFor()
  await fill('Password', 'corr3ct')
  expect(await violations(page)).toEqual([])
  await take('Add the monitor')
  await page.waitForURL('**/m/contact-example')
  expect(await world.definitionOf('contact-example')).toMatchObject({
    mailbox: { server: 'pop3s://pop.example.com', junkServer: 'imaps://imap.example.com' },
  })
  expect(world.stored.get('ssm:contact-example')).toContain('"imap.example.com"')
  expect(faults).toEqual([])
})

test('what the other protocol does not have stays in sight, with its mistake, until it is emptied', async () => {
  const { page, fill, take, counted } = await started()
  await take('imaps://imap.example.com')
  await fill('Folder', 'INBOX.Probe')
  await fill('Mailbox server', 'pop3s://pop.example.com')
  await page.clock.fastForward(500)
  const mistake = page.locator('#field-mailbox\\.folder-more').getByText('POP3 shows only the inbox')
  await mistake.waitFor()
  await fill('Folder', '')
  await mistake.waitFor({ state: 'detached' })
  expect(await counted('Folder')).toBe(0)
})

test('a port of IMAP behind POP3 is told with the address that was meant', async () => {
  const { page, fill } = await started()
  await fill('Mailbox server', 'pop.example.com:993')
  await page.clock.fastForward(500)
  await page.getByText('expected imaps://pop.example.com:993 or a port of POP3').waitFor()
})

test('a monitor with a folder shows it at once, among what can be changed', async () => {
  const { world, address } = await served(changesWorld)
  await world.has('imap', IMAP)
  const { page, faults } = await opened(address('/m/imap/edit'))
  expect(await page.getByLabel('Folder', { exact: true }).inputValue()).toBe('INBOX.Probe')
  expect(await page.getByLabel('A message in the junk folder').inputValue()).toBe('ok')
  expect(await page.getByText('Other fields, kept unchanged').count()).toBe(0)
  await page.getByLabel('A message in the junk folder').selectOption('')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.waitForURL('**/m/imap')
  const { junk: _junk, ...mailbox } = IMAP.mailbox
  expect((await world.definitionOf('imap'))?.mailbox).toEqual(mailbox)
  expect(faults).toEqual([])
})
