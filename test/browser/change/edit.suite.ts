import { expect, test } from 'vitest'

import type { HttpHome } from '../../../shared/http/home.ts'
import { changesWorld } from '../../http/changes-world.ts'
import { violations } from '../accessible.ts'
import { type Opening, opened } from '../opened.ts'
import { served } from '../served.ts'

const FULL = {
  name: 'Shop',
  note: 'the <b>mailbox</b> team',
  tags: ['web'],
  timeoutSeconds: 60,
  slow: { roundTrip: 30, smtp: { connect: 2 } },
  alerts: [
    { verify: true, onSlow: 3 },
    { afterFailures: 3, topic: 'oncall' },
  ],
  maintenance: [{ start: '22:00', days: ['sat'], durationMinutes: 60, zone: 'UTC' }],
}

async function editing(opening: Opening = {}, differing: Partial<HttpHome> = {}, monitorId = 'full') {
  const { world, address } = await served(changesWorld, differing)
  await world.has('full', FULL)
  const { page, context, faults } = await opened(address(`/m/${monitorId}/edit`), opening)
  await page.getByLabel('Address', { exact: true }).waitFor()
  return {
    world,
    page,
    context,
    faults,
    fill: (label: string, text: string) => page.getByLabel(label, { exact: true }).fill(text),
    save: () => page.getByRole('button', { name: 'Save', exact: true }).click(),
  }
}

test('what changed is saved, and what the form does not show is kept', async () => {
  const { page, world, fill, save, faults } = await editing()
  const before = await world.definitionOf('full')
  await fill('Timeout in seconds', '90')
  await fill('Note', '')
  await fill('Tags', 'web, team:mail')
  await page.getByText('slow.smtp.connect').waitFor()
  await save()
  await page.waitForURL('**/m/full')
  const { note: _note, ...rest } = { ...before }
  expect(await world.definitionOf('full')).toEqual({
    ...rest,
    timeoutSeconds: 90,
    tags: ['web', 'team:mail'],
  })
  expect(faults).toEqual([])
})

test('a try leaves the password of the running monitor alone; saving names the one that was tried', async () => {
  const { page, world, fill, save, faults } = await editing({}, {}, 'shop')
  world.stored.set('ssm:shop', 'in use')
  await page.getByRole('button', { name: 'Type another password' }).first().click()
  await fill('Password', 'corr3ct')
  await page.getByText('as ssm:shop-2').waitFor()
  const trial = page.waitForRequest('**/api/v1/trials')
  await page.getByRole('button', { name: 'Try it' }).click()
  expect((await trial).postDataJSON()).toMatchObject({
    definition: { mailbox: { password: 'ssm:shop-2' } },
  })
  expect(world.stored.get('ssm:shop')).toBe('in use')
  expect(world.stored.get('ssm:shop-2')).toContain('corr3ct')
  expect(await world.definitionOf('shop')).toMatchObject({ mailbox: { password: 'ssm:shop' } })
  await save()
  await page.waitForURL('**/m/shop')
  expect(await world.definitionOf('shop')).toMatchObject({ mailbox: { password: 'ssm:shop-2' } })
  expect(world.stored.get('ssm:shop')).toBe('in use')
  expect(faults).toEqual([])
})

test('two versions stand side by side, and what is chosen of both is saved', async () => {
  const { page, world, fill, save } = await editing({}, {}, 'shop')
  await fill('Timeout in seconds', '90')
  await fill('Note', 'mine')
  await world.editedByHand()
  await save()
  await page.getByText('Somebody has changed this monitor').waitFor()
  expect(await violations(page)).toEqual([])
  await page.getByRole('radio', { name: 'Note: saved now' }).check()
  await page.getByRole('button', { name: 'Save these values' }).click()
  await page.waitForURL('**/m/shop')
  expect(await world.definitionOf('shop')).toMatchObject({ timeoutSeconds: 90, note: 'by hand' })
})

test('what somebody else saved in a second tab is not overwritten unseen, and my changes can be dropped', async () => {
  const { page, context, world, fill, save } = await editing({}, {}, 'shop')
  await fill('Note', 'first tab')
  const second = await context.newPage()
  await second.goto(page.url())
  await second.getByLabel('Note', { exact: true }).fill('second tab')
  await second.getByRole('button', { name: 'Save', exact: true }).click()
  await second.waitForURL('**/m/shop')
  await save()
  await page.getByRole('button', { name: 'Discard my changes' }).click()
  await expect.poll(() => page.getByLabel('Note', { exact: true }).inputValue()).toBe('second tab')
  expect(await world.definitionOf('shop')).toMatchObject({ note: 'second tab' })
})

test('a monitor of a file shows what to write there, changed as in the form', async () => {
  const { page, fill } = await editing({}, {}, 'file')
  await fill('Minutes between runs', '7')
  await page.getByLabel('For the file').getByText('intervalMinutes: 7,').waitFor()
  expect(await page.getByRole('button', { name: 'Save', exact: true }).count()).toBe(0)
  expect(await page.getByRole('button', { name: /Remove/ }).count()).toBe(0)
  expect(await violations(page)).toEqual([])
})

test('pause and resume happen at once, and lose nothing of what is written', async () => {
  const { page, world, fill, save } = await editing({}, {}, 'shop')
  await fill('Note', 'mine')
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.getByRole('button', { name: 'Resume' }).waitFor()
  expect(await world.definitionOf('shop')).toHaveProperty('pausedUntil')
  await save()
  await page.waitForURL('**/m/shop')
  expect(await world.definitionOf('shop')).toMatchObject({
    note: 'mine',
    pausedUntil: expect.any(String) as string,
  })
})

test('a monitor is removed after one question, which names it', async () => {
  const { page, world } = await editing({}, {}, 'shop')
  await page.getByRole('button', { name: 'Remove …' }).click()
  await page.getByRole('dialog', { name: 'Remove shop?' }).waitFor()
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Escape')
  expect(await world.definitionOf('shop')).toBeDefined()
  await page.getByRole('button', { name: 'Remove …' }).click()
  await page.getByRole('button', { name: 'Remove shop' }).click()
  await page.waitForURL(({ pathname }) => pathname === '/')
  expect(await world.definitionOf('shop')).toBeUndefined()
})

test('a row that holds anything is shown as text, and keeps it', async () => {
  const { page, world, fill, save, faults } = await editing()
  const evil = '<img src=x onerror=alert(1)>\u202e'
  await world.has('evil', { name: evil, note: evil, odd: { [evil]: [evil] }, alerts: 'none', tags: 5 })
  await page.goto(page.url().replace('full', 'evil'))
  await page.getByText('Other fields, kept unchanged').waitFor()
  expect(await page.locator('main img').count()).toBe(0)
  expect(await violations(page)).toEqual([])
  await fill('Note', 'plain')
  await save()
  await page.getByRole('alert').waitFor()
  expect(await world.definitionOf('evil')).toMatchObject({ note: evil, alerts: 'none' })
  expect(faults).toEqual([])
})

test('a monitor that is none says so', async () => {
  const { address } = await served(changesWorld)
  const { page } = await opened(address('/m/nobody/edit'))
  await page.getByText('there is no monitor nobody').waitFor()
})

test('a monitor that cannot be read at first is asked for again', async () => {
  const { address } = await served(changesWorld)
  const { page } = await opened(address('/incidents'))
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.route('**/api/v1/monitors/shop', (route) => route.abort())
  await page.goto(address('/m/shop/edit').replace(/#.*/, ''))
  await page.getByRole('heading', { name: 'No answer' }).waitFor()
  await page.unroute('**/api/v1/monitors/shop')
  await page.clock.fastForward(11_000)
  await page.getByLabel('Address', { exact: true }).waitFor()
})

test('while nothing answers nothing is lost: what is written stays, and is saved once it answers again', async () => {
  const { world, address, cut, back } = await served(changesWorld)
  const { page } = await opened(address('/m/shop/edit'))
  await page.getByLabel('Note', { exact: true }).fill('kept')
  await cut()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('heading', { name: 'No answer' }).waitFor()
  expect(await page.getByLabel('Note', { exact: true }).inputValue()).toBe('kept')
  await back()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.waitForURL('**/m/shop')
  expect(await world.definitionOf('shop')).toMatchObject({ note: 'kept' })
})

test('while the API is slow the button cannot be pressed twice', async () => {
  const { page, world, fill } = await editing({}, {}, 'shop')
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => (release = resolve))
  await page.route('**/api/v1/validations', async (route) => {
    await held
    await route.continue()
  })
  await fill('Note', 'slow')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  expect(await page.getByRole('button', { name: 'Saving …' }).isDisabled()).toBe(true)
  release()
  await page.waitForURL('**/m/shop')
  expect(await world.definitionOf('shop')).toMatchObject({ note: 'slow' })
})
