import { expect, test } from 'vitest'

import { violations } from '../accessible.ts'
import { newForm } from './new-form.ts'

const HIDDEN = 'n0t-to-be-seen'
const GRANT = {
  grant: 'client-credentials',
  tenant: 'contoso.onmicrosoft.com',
  clientId: '11111111-2222-3333-4444-555555555555',
  clientSecret: HIDDEN,
}

test('a monitor is made with a new grant, edited, and given a password again; the JSON is in one request alone', async () => {
  const { page, world, fill, take, faults } = await newForm()
  const told: string[] = []
  page.on('request', (request) => {
    if (`${request.url()} ${request.postData() ?? ''}`.includes(HIDDEN))
      told.push(`${request.method()} ${new URL(request.url()).pathname}`)
  })
  await fill('Address', 'probe@example.com')
  await fill('Mailbox server', 'imaps://outlook.office365.com')
  await take('probe@example.com')
  await fill('SMTP server', 'smtp://smtp.office365.com:587')
  await page.getByLabel('Log in with').selectOption('OAuth2')
  await fill('Name of the grant for the mailbox', 'tenant')
  await fill('OAuth2 grant', JSON.stringify({ ...GRANT, clientId: 5, tenant: '' }))
  await take('Add the monitor')
  await page.getByText('of the grant, clientId').first().waitFor()
  await page.getByText('of the grant, tenant').first().waitFor()
  expect(await violations(page)).toEqual([])
  await fill('OAuth2 grant', JSON.stringify(GRANT))
  await take('Add the monitor')
  await page.waitForURL('**/m/probe-example')
  expect(await world.definitionOf('probe-example')).toMatchObject({
    mailbox: { grant: 'ssm:tenant' },
    smtp: { grant: 'ssm:tenant' },
  })
  expect(told).toEqual(['PUT /api/v1/secrets/tenant', 'PUT /api/v1/secrets/tenant'])

  await page.goto(`${page.url()}/edit`)
  await page.getByRole('button', { name: 'Store another grant' }).waitFor()
  expect(await page.getByLabel('Log in with').inputValue()).toBe('grant')
  await fill('Timeout in seconds', '90')
  await take('Save')
  await page.waitForURL('**/m/probe-example')
  expect(await world.definitionOf('probe-example')).toMatchObject({
    timeoutSeconds: 90,
    mailbox: { grant: 'ssm:tenant' },
  })

  await page.goto(`${page.url()}/edit`)
  await page.getByLabel('Log in with').selectOption('Password')
  await fill('Password', 'corr3ct')
  await take('Save')
  await page.waitForURL('**/m/probe-example')
  const { mailbox, smtp } = (await world.definitionOf('probe-example')) as Record<string, unknown>
  for (const side of [mailbox, smtp]) {
    expect(side).toHaveProperty('password')
    expect(side).not.toHaveProperty('grant')
  }
  expect(told).toHaveLength(2)
  expect(await page.evaluate(() => JSON.stringify(localStorage) + document.body.innerHTML)).not.toContain(
    HIDDEN,
  )
  expect(faults).toEqual([])
})
