import { expect, test } from 'vitest'

import type { Topic } from '../../../shared/app/ports/topics.ts'
import { readsWorld } from '../../http/reads-world.ts'
import { wrongWith } from '../fine.ts'
import { type Opening, opened } from '../opened.ts'
import { served } from '../served.ts'

const mail = { protocol: 'email', endpoint: 'ops@example.com' }

async function panel(
  topics: readonly Topic[],
  { may = 'administer', ...opening }: Opening & { may?: 'view' | 'administer' } = {},
) {
  const { address, world } = await served((home) =>
    readsWorld({ ...home, may, topics: () => Promise.resolve(topics) }),
  )
  const shown = await opened(address('/'), opening)
  const bell = shown.page.locator('header').getByRole('button', { name: /Nobody is told|Alerts/ })
  await bell.click()
  const dialog = shown.page.getByRole('dialog', { name: 'Who gets alerts' })
  await dialog.waitFor()
  return { ...shown, world, bell, dialog }
}

test('topics with their subscribers, and what was told last', async () => {
  const { dialog } = await panel([
    {
      name: 'alerts',
      subscriptions: [
        { ...mail, confirmed: true },
        { ...mail, endpoint: 'b@example.com', confirmed: false },
      ],
    },
    { name: 'night', subscriptions: [] },
    { name: 'elsewhere' },
  ])
  await dialog.getByText('ops@example.com · confirmed').waitFor()
  await dialog.getByText('b@example.com · not confirmed').waitFor()
  await dialog.getByText('Nobody is subscribed.').waitFor()
  await dialog.getByText('Subscribers cannot be read from here').waitFor()
  await dialog.getByRole('listitem').filter({ hasText: '=Shop' }).first().waitFor()
})

test('a test alert is owed to the topic', async () => {
  const { dialog, world } = await panel([{ name: 'alerts', subscriptions: [{ ...mail, confirmed: true }] }])
  await dialog.getByRole('button', { name: 'Send a test alert to alerts' }).click()
  await dialog.getByText('Queued; it arrives within a few minutes.').waitFor()
  expect(world.faults).toEqual([])
})

test('Escape closes it, and the focus is back at the bell', async () => {
  const { page, bell, dialog } = await panel([])
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  expect(await bell.evaluate((button) => button === document.activeElement)).toBe(true)
  await page.keyboard.press('Enter')
  await dialog.waitFor()
})

test('whoever may only look cannot send one, and reads why', async () => {
  const shown = await panel([{ name: 'alerts', subscriptions: [{ ...mail, confirmed: true }] }], {
    may: 'view',
  })
  await shown.dialog.getByText('You have read-only access.').waitFor()
  expect(await shown.dialog.getByRole('button', { name: /test alert/ }).isDisabled()).toBe(true)
})

test.each<[string, Opening]>([
  ['wide', {}],
  ['narrow', { size: 'narrow' }],
  ['dark', { colorScheme: 'dark' }],
  ['in forced colours', { forcedColors: 'active' }],
])('%s, where nobody is told, it is accessible', async (_how, opening) => {
  const shown = await panel([{ name: 'alerts', subscriptions: [{ ...mail, confirmed: false }] }], opening)
  await shown.dialog.getByText('Alerts are sent to nobody.').waitFor()
  expect(await wrongWith(shown)).toEqual([])
})
