import { expect, test } from 'vitest'

import { SECOND } from '../../../shared/core/time/units.ts'
import type { HttpHome } from '../../../shared/http/home.ts'
import { viewerTests } from '../../../shared/http/viewer-tests.ts'
import { changesWorld } from '../../http/changes-world.ts'
import { violations } from '../accessible.ts'
import { opened } from '../opened.ts'
import { served } from '../served.ts'
import { pastWorld } from './monitor-world.ts'

/** Since Monday at noon, every ten minutes; three were lost last night, and one login was refused. */
const week = (differing: Partial<HttpHome>) =>
  pastWorld({ everyMinutes: 10, runs: 250, lost: [80, 81, 82], refused: [20] }, differing)

const archive = (query = '') => `/m/archive${query}`

async function shown(query = '', options: Parameters<typeof opened>[1] = {}) {
  const { address } = await served(week)
  const browsed = await opened(address(archive(query)), options)
  await browsed.page.getByRole('application', { name: 'Round trips' }).waitFor()
  return browsed
}

test('a monitor is said in a sentence, and availability is rounded down', async () => {
  const { page, faults } = await shown()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toMatch(/^Up for/)
  await page.getByText('of 145 failed').waitFor()
  expect(await page.getByText('Last 24 h').locator('xpath=..').innerText()).toContain('97.24 %')
  await page.getByText('97.24 % of 145 runs were OK, 4 failed').waitFor()
  await page.getByText('mailbox server refused the login (1)').waitFor()
  expect(await violations(page)).toEqual([])
  expect(faults).toEqual([])
})

test('a click on the history shows that hour in every chart, and leads back', async () => {
  const { page } = await shown()
  const columns = await page.getByRole('application', { name: 'Availability by hour' }).boundingBox()
  if (!columns) throw new Error('there is no history')
  // The third hour from the left: 21:00 to 22:00.
  await page.mouse.click(columns.x + columns.width * (2.5 / 25), columns.y + 10)
  await page.getByRole('link', { name: /Back to now|Zoom out/ }).waitFor()
  await expect
    .poll(() => ['from', 'to'].map((name) => new URL(page.url()).searchParams.get(name)))
    .toEqual(['2026-11-23T20:00Z', '2026-11-23T21:00Z'])
  await page.getByText('6 messages came back; none failed.').waitFor()
  await expect.poll(() => page.locator('.runs-list tbody tr').count()).toBe(6)
  await page.goBack()
  await page.getByText('4 failed.').waitFor()
})

test('the list shows only what failed, and the arrow keys choose in it', async () => {
  const { page } = await shown()
  await page.getByRole('checkbox', { name: 'Failed only' }).check()
  const rows = page.locator('.runs-list tbody tr')
  await expect.poll(() => rows.count()).toBe(4)
  expect(new URL(page.url()).searchParams.get('outcome')).toBe('failed')
  await rows.first().getByRole('link').focus()
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => rows.nth(1).getByRole('link').getAttribute('aria-current')).toBe('true')
  await expect.poll(() => new URL(page.url()).searchParams.get('run')).toContain('20261124T043000Z')
  await page
    .getByRole('complementary', { name: 'Chosen run' })
    .getByText('not in the mailbox')
    .first()
    .waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/m\/archive\/r\/20261124T043000Z/)
})

test('a newer run is offered, and takes the place of the one that is read only when asked', async () => {
  const { address, world } = await served(week)
  const { page } = await opened(address(archive()))
  const pane = page.getByRole('complementary', { name: 'Chosen run' })
  const passed = pane.getByRole('heading', { name: 'The test message came back' })
  await passed.waitFor()
  await world.lost('archive', 0)
  await page.clock.runFor(30 * SECOND)
  const newer = pane.getByRole('button', { name: 'Newer run' })
  await newer.waitFor()
  expect(await passed.count()).toBe(1)
  await newer.click()
  await pane.getByRole('heading', { name: 'not in the mailbox' }).waitFor()
  expect(await newer.count()).toBe(0)
})

test('runs and availability are saved as CSV, and a page of many runs says that it is one', async () => {
  const { page } = await shown()
  const [runs] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('.runs').getByRole('button', { name: 'Save this page as CSV' }).click(),
  ])
  expect(runs.suggestedFilename()).toBe('archive-runs.csv')
  await page.getByRole('checkbox', { name: 'Failed only' }).check()
  await page.locator('.runs').getByRole('button', { name: 'Save as CSV', exact: true }).waitFor()
  await page.locator('.history').getByText('Show as table').click()
  const [hours] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('.history').getByRole('button', { name: 'Save as CSV' }).click(),
  ])
  expect(hours.suggestedFilename()).toBe('archive-availability.csv')
})

test('a test leads to its run', async () => {
  const { page } = await shown()
  await page.getByRole('button', { name: 'Test now' }).click()
  await page.waitForURL(/\/m\/archive\/r\/\w+_eu-west-1_on-demand_/)
})

test('a monitor is paused, resumed, and taken into maintenance', async () => {
  const { page } = await shown()
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.getByRole('heading', { name: /^Paused/ }).waitFor()
  await page.getByRole('button', { name: 'Resume' }).click()
  await page.getByRole('heading', { name: /^Up for/ }).waitFor()
  await page.getByRole('button', { name: 'Maintenance for 1 h' }).click()
  await page.getByRole('heading', { name: /^In maintenance until 20:00/ }).waitFor()
})

test('whoever may only look is told so, and can do nothing', async () => {
  const { address } = await served(week, { may: 'view' })
  const { page } = await opened(address(archive()))
  await page.getByText('You have read-only access.').first().waitFor()
  for (const name of ['Test now', 'Pause', 'Maintenance for 1 h'])
    expect(await page.getByRole('button', { name }).isDisabled()).toBe(true)
  expect(await page.getByRole('link', { name: 'Edit' }).count()).toBe(0)
})

test('whoever may only look and test is told why the rest is disabled', async () => {
  const { address } = await served(week, { may: 'view', viewerTests: viewerTests() })
  const { page } = await opened(address(archive()))
  await page.locator('.head-buttons').getByText('You have read-only access.').waitFor()
  expect(await page.getByRole('button', { name: 'Test now' }).isEnabled()).toBe(true)
  expect(await page.getByRole('button', { name: 'Pause' }).isDisabled()).toBe(true)
})

test('a monitor of the file says where it is written', async () => {
  const { address } = await served(changesWorld)
  const { page, faults } = await opened(address('/m/file'))
  await page.getByText('Defined in cdk/monitors.ts').waitFor()
  expect(await page.getByRole('link', { name: 'Edit' }).count()).toBe(0)
  expect(await violations(page)).toEqual([])
  expect(faults).toEqual([])
})

test('a monitor of a local file does not name the file of a stack', async () => {
  const { address } = await served(changesWorld, { kind: 'local' })
  const { page } = await opened(address('/m/file'))
  await page.getByText('Defined in the file that npm start reads').waitFor()
})

test('before its first run it says when that is, and shows no empty chart', async () => {
  const { address, world } = await served(changesWorld)
  await world.has('young')
  const { page } = await opened(address('/m/young'))
  await page.getByText(/First run at 19:\d\d:\d\d, in \d/).waitFor()
  expect(await page.locator('.plot, .facts-row').count()).toBe(0)
  expect(await page.getByRole('button', { name: 'Test now' }).isEnabled()).toBe(true)
})

test('mistakes of its row are told', async () => {
  const { address } = await served(week)
  const { page } = await opened(address('/m/mail'))
  await page.getByRole('heading', { name: 'Errors in the definition' }).waitFor()
  await page.getByText('mailbox.password').waitFor()
  expect(await violations(page)).toEqual([])
})

test('an id that is none says so', async () => {
  const { address } = await served(week)
  const { page } = await opened(address('/m/nobody'))
  await page.getByRole('alert').getByText('nobody').waitFor()
  expect(await violations(page)).toEqual([])
})

test('names and server text of somebody hostile stay text', async () => {
  const name = '<img src=x onerror=alert(1)> \u202Eevil'
  const { address } = await served((differing: Partial<HttpHome>) =>
    pastWorld({ everyMinutes: 10, runs: 250, refused: [20], name }, differing),
  )
  const { page, faults } = await opened(address(archive('?outcome=failed')))
  await page.getByText('<img src=x').first().waitFor()
  expect(await page.locator('main img, main script').count()).toBe(0)
  expect(faults).toEqual([])
})
