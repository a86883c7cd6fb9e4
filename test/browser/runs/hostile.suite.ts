import { expect, test } from 'vitest'

import type { LogLine } from '../../../shared/core/run/run.ts'
import { SECOND } from '../../../shared/core/time/units.ts'
import { apiWorld } from '../../http/api-world.ts'
import { lostResult } from '../../contracts/run-fixtures.ts'
import { violations } from '../accessible.ts'
import { type Opening, opened } from '../opened.ts'
import { served } from '../served.ts'

/** As the one line that decided of a failed run. */
const line = (text: string, change: Partial<LogLine> = {}): LogLine => ({
  atMs: 12,
  dialogue: 'smtp',
  side: 'server',
  phase: 'submit',
  text,
  ...change,
})

/** The page at a run with this log. */
async function loggedRun(log: readonly LogLine[], opening: Opening & { query?: string } = {}) {
  const { query = '', ...options } = opening
  const { address, world } = await served((differing) => apiWorld(differing))
  await world.has('inbox')
  const result = lostResult({
    outcome: 'failed',
    status: 3,
    reason: 'recipient-rejected',
    phase: 'smtp.submit',
  })
  await world.runs.putLog(result, log, 30)
  await world.runs.putResult(result)
  return opened(address(`/m/inbox/r/${result.runId}${query}`), {
    at: result.finishedAt + 60 * SECOND,
    ...options,
  })
}

test.each<[string, string, string]>([
  ['a script', '<script>document.title = "owned"</script>', '<script>document.title'],
  ['an image', '<img src=x onerror=document.title="owned">', '<img src=x'],
  ['escapes of a terminal', '\x1b[2J\x1b]0;owned\x07', '␛[2J␛]0;owned␇'],
  ['marks that turn the direction', 'safe \u202egnp.exe', 'safe \\u{202e}gnp.exe'],
  ['line breaks', 'one\r\ntwo', 'one␍␊two'],
])('%s of a server is text', async (_what, text, shown) => {
  const { page, faults } = await loggedRun([line(text)])
  await page.getByText(shown).waitFor()
  expect(await page.title()).not.toContain('owned')
  expect(await violations(page)).toEqual([])
  expect(faults).toEqual([])
})

test('a line of 1 MB shows its beginning, and more when asked', async () => {
  const { page } = await loggedRun([line(`begin ${'x'.repeat(1_000_000)} end`)], { size: 'narrow' })
  const more = page.getByRole('button', { name: /999,610 more characters/ })
  await more.click()
  await page.getByRole('button', { name: /995,610 more characters/ }).waitFor()
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(width).toBe(360)
})

test('a log of 5,000 lines can be looked through', async () => {
  const log = Array.from({ length: 5000 }, (_, at) =>
    line(`250-line ${at}`, { atMs: at, dialogue: at % 3 === 0 ? 'mailbox' : 'smtp' }),
  )
  const { page } = await loggedRun(log)
  await page.getByText('250-line 4999').waitFor()
  await page.getByRole('searchbox', { name: 'Find in the dialogues' }).fill('line 4321')
  await page.getByText('1 line', { exact: true }).waitFor()
  await page.keyboard.press('Enter')
  await expect.poll(() => page.locator('.line-shown').isVisible()).toBe(true)
  expect(await page.locator('.line-shown').textContent()).toContain('250-line 4321')
})

test.each([
  ['kept no longer', 40, 'was kept until'],
  ['missing', 0, 'has no log'],
])('a log that is %s is told so', async (_what, days, says) => {
  const { address, world } = await served((differing) => apiWorld(differing))
  await world.has('inbox')
  const result = lostResult({ outcome: 'delivered', status: 0 })
  await world.runs.putResult(result)
  world.clock.setWall(result.finishedAt + days * 86_400_000 + 60 * SECOND)
  const { page } = await opened(address(`/m/inbox/r/${result.runId}`), { at: world.clock.now() })
  await page.getByText(says).waitFor()
  expect(await violations(page)).toEqual([])
})
