import { expect, test } from 'vitest'

import { viewsWorld } from '../../cli/commands/views-world.ts'
import { violations } from '../accessible.ts'
import { newForm } from './new-form.ts'

const ADDRESS = 'roundtrip@example.com'

/** The form over a stack that sends for monitors without a server, or does not. */
function form(hasOne: boolean) {
  const ports = { ...viewsWorld().ports, builtInSender: hasOne }
  const builtInSender = { kind: 'amazon-ses', address: ADDRESS } as const
  return newForm({}, { ports, ...(hasOne && { builtInSender }) })
}

async function filled(hasOne: boolean) {
  const made = await form(hasOne)
  const { fill, take } = made
  await fill('Address', 'contact@example.com')
  await take('pop3s://pop.example.com')
  await take('contact@example.com')
  await fill('Password', 'corr3ct horse')
  return made
}

test('where there is a built-in sender the server may stay blank, and the form says who sends', async () => {
  const { page, take, faults } = await filled(true)
  await page.getByText(`Leave it blank to send through Amazon SES, from ${ADDRESS}.`).waitFor()
  expect(await page.getByLabel('Login', { exact: true }).count()).toBe(0)
  expect(await violations(page)).toEqual([])
  await take('Add the monitor')
  await page.waitForURL('**/m/contact-example')
  expect(faults).toEqual([])
})

test('elsewhere a blank server is told as a mistake beside it', async () => {
  const { page, take } = await filled(false)
  expect(await page.getByText('Leave it blank').count()).toBe(0)
  await take('Add the monitor')
  await page.getByRole('alert').getByText('or builtInSender in cdk/settings.ts').waitFor()
})

test('a server that is named brings its login back', async () => {
  const { page, fill } = await filled(true)
  await fill('SMTP server', 'smtp://smtp.example.com:587')
  await page.getByLabel('Login', { exact: true }).waitFor()
})
