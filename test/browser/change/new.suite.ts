import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'

import type { HttpHome } from '../../../shared/http/home.ts'
import { viewsWorld } from '../../cli/commands/views-world.ts'
import { violations } from '../accessible.ts'
import type { Opening } from '../opened.ts'
import { newForm } from './new-form.ts'

/** The form of a new monitor, filled in but for the password. */
async function started(opening: Opening = {}, differing: Partial<HttpHome> = {}) {
  const form = await newForm(opening, differing)
  const { fill, take } = form
  return {
    ...form,
    async filled() {
      await fill('Address', 'contact@example.com')
      await take('pop3s://pop.example.com')
      await take('contact@example.com')
      await take('smtp://smtp.example.com:587')
    },
    add: () => take('Add the monitor'),
  }
}

const checked = (page: Page) => page.clock.fastForward(500)

test('a monitor is added with what is suggested and a password, which goes to the store', async () => {
  const { page, world, fill, filled, add, faults } = await started()
  await filled()
  expect(await page.getByLabel('Id', { exact: true }).inputValue()).toBe('contact-example')
  await fill('Name', 'Contact form')
  await page.getByText('as ssm:contact-form and sent only to pop.example.com and').waitFor()
  await fill('Password', 'corr3ct horse')
  await add()
  await page.waitForURL('**/m/contact-form')
  expect(await world.definitionOf('contact-form')).toEqual({
    monitorId: 'contact-form',
    name: 'Contact form',
    emailAddress: 'contact@example.com',
    mailbox: {
      server: 'pop3s://pop.example.com',
      userid: 'contact@example.com',
      password: 'ssm:contact-form',
    },
    smtp: {
      server: 'smtp://smtp.example.com:587',
      userid: 'contact@example.com',
      password: 'ssm:contact-form',
    },
  })
  expect(world.stored.get('ssm:contact-form')).toContain('"hosts":["pop.example.com","smtp.example.com"]')
  expect(await page.evaluate(() => JSON.stringify(localStorage) + document.body.innerHTML)).not.toContain(
    'corr3ct',
  )
  expect(faults).toEqual([])
})

test('mistakes stand beside their fields while one types, and go when they are mended', async () => {
  const { page, fill, faults } = await started()
  await fill('Minutes between runs', '3')
  await checked(page)
  const field = page.getByLabel('Minutes between runs')
  const described = page.locator(
    `#${(await field.getAttribute('aria-describedby'))?.replaceAll('.', '\\.') ?? ''}`,
  )
  await described.getByText('expected longer than the timeout of 300 s').waitFor()
  expect(await field.getAttribute('aria-invalid')).toBe('true')
  expect(await page.getByText('got nothing').count()).toBe(0)
  await fill('Timeout in seconds', '60')
  await checked(page)
  await described.getByText('expected longer').waitFor({ state: 'detached' })
  expect(faults).toEqual([])
})

test('who saves too early hears of every mistake, and stands in the first field that has one', async () => {
  const { page, add, world } = await started({}, { ports: { ...viewsWorld().ports, builtInSender: false } })
  await add()
  await page.getByRole('alert').getByText('fields are wrong').waitFor()
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('field-emailAddress')
  await page
    .getByRole('link', { name: 'SMTP server' })
    .or(page.getByRole('link', { name: 'Sender' }))
    .click()
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('field-smtp.server')
  expect(await violations(page)).toEqual([])
  expect(world.stored.size).toBe(0)
})

test('another host empties the password that was typed for the one before', async () => {
  const { page, fill, filled } = await started()
  await filled()
  await fill('Password', 'corr3ct')
  await fill('Mailbox server', 'pop3s://pop.example.com:1995')
  expect(await page.getByLabel('Password', { exact: true }).inputValue()).toBe('corr3ct')
  await fill('Mailbox server', 'pop3s://evil.example')
  expect(await page.getByLabel('Password', { exact: true }).inputValue()).toBe('')
  await page.getByText('Cleared because the server changed.').waitFor()
})

test('an id that is taken is told beside the id', async () => {
  const { page, fill, filled, add } = await started()
  await filled()
  await fill('Id', 'shop')
  await fill('Password', 'corr3ct')
  await add()
  const told = page.locator('#field-monitorId-more').getByText('there is a monitor shop already')
  await told.waitFor()
  await fill('Minutes between runs', '3')
  await checked(page)
  await page.locator('#field-intervalMinutes-more').getByText('expected longer').waitFor()
  expect(await told.count()).toBe(1)
  await fill('Id', 'shop-2')
  await told.waitFor({ state: 'detached' })
})

test('a stored password can be chosen in place of one that is typed', async () => {
  const { page, filled, add, world } = await started()
  await filled()
  await page.getByLabel('Which password for the mailbox').selectOption('ssm:shop')
  await add()
  await page.waitForURL('**/m/contact-example')
  expect(await world.definitionOf('contact-example')).toMatchObject({ mailbox: { password: 'ssm:shop' } })
  expect(world.stored.size).toBe(0)
})

test('with the keyboard alone a monitor is added', async () => {
  const { page, world } = await started()
  await page.getByLabel('Address', { exact: true }).focus()
  await page.keyboard.type('contact@example.com')
  const to = async (name: string) => {
    for (let steps = 0; steps < 12; steps++) {
      await page.keyboard.press('Tab')
      const at = await page.evaluate(
        () => [document.activeElement?.textContent, document.activeElement?.id].find(Boolean) ?? '',
      )
      if (at === name) return
    }
    throw new Error(`Tab does not lead to ${name}`)
  }
  await to('pop3s://pop.example.com')
  await page.keyboard.press('Enter')
  await page.getByLabel('Mailbox server').focus()
  await to('contact@example.com')
  await page.keyboard.press('Space')
  await page.getByLabel('User name').focus()
  await to('field-mailbox.password')
  await page.keyboard.type('corr3ct')
  await to('smtp://smtp.example.com:587')
  await page.keyboard.press('Enter')
  await page.getByLabel('SMTP server').press('Enter')
  await page.waitForURL('**/m/contact-example')
  expect(await world.definitionOf('contact-example')).toBeDefined()
})

test('whoever leaves with something written is asked, and may stay', async () => {
  const { page, fill } = await started()
  const asked: string[] = []
  let answer = false
  page.on('dialog', (dialog) => {
    asked.push(dialog.message())
    void (answer ? dialog.accept() : dialog.dismiss())
  })
  await page.getByRole('link', { name: 'Incidents' }).click()
  await page.waitForURL('**/incidents')
  await page.goBack()
  await fill('Name', 'Contact')
  await page.getByRole('link', { name: 'Incidents' }).click()
  expect(new URL(page.url()).pathname).toBe('/new')
  expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Contact')
  answer = true
  await page.getByRole('link', { name: 'Incidents' }).click()
  await page.waitForURL('**/incidents')
  expect(asked).toEqual(Array(2).fill('Leave without saving? Your changes will be lost.'))
})

test.each([
  ['narrow', 'dark'],
  ['wide', 'light'],
] as const)(
  'on a %s screen in %s colours everything is reachable without scrolling sideways',
  async (size, colorScheme) => {
    const { page, filled, faults } = await started({ size, colorScheme })
    await filled()
    await page.getByText('More: thresholds').click()
    await page.getByText('Repeats, recovery, slow runs').click()
    expect(await violations(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    if (size === 'narrow') {
      const low = await page
        .getByRole('button')
        .evaluateAll((buttons) =>
          buttons
            .filter((one) => one.closest('main') && one.getBoundingClientRect().height < 44)
            .map((one) => one.textContent),
        )
      expect(low).toEqual([])
    }
    expect(faults).toEqual([])
  },
)

test('who may only look sees the fields, and why they cannot be changed', async () => {
  const { page } = await started({}, { may: 'view' })
  await page.getByText('You have read-only access.').first().waitFor()
  expect(await page.getByLabel('Address', { exact: true }).isDisabled()).toBe(true)
  expect(await page.getByRole('button', { name: 'Try it' }).isDisabled()).toBe(true)
  expect(await violations(page)).toEqual([])
})
