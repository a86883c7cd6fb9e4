import { expect, test } from 'vitest'

import { MINUTE, SECOND } from '../../../shared/core/time/units.ts'
import { deliveredResult } from '../../contracts/run-fixtures.ts'
import { apiWorld } from '../../http/api-world.ts'
import { withoutSmtp } from '../../support/without-smtp.ts'
import { violations } from '../accessible.ts'
import { SIZES, opened } from '../opened.ts'
import { served } from '../served.ts'

test('what Amazon SES told of the message stands under the sentence, also of a run that passed', async () => {
  const { address, world } = await served((differing) => apiWorld(differing))
  await world.has('inbox')
  await withoutSmtp(world.monitors, 'inbox')
  const result = deliveredResult()
  const at = result.startedAt + SECOND
  await world.runs.putResult(result)
  const said = `<img src=x> ${'x'.repeat(280)}`
  await world.runs.noteMailEvent(result, { kind: 'delayed', at, type: 'MailboxFull', text: said })
  await world.runs.noteMailEvent(result, { kind: 'delivered', at: at + MINUTE, server: '192.0.2.25' })
  const { page, faults } = await opened(address(`/m/inbox/r/${result.runId}`), {
    at: result.finishedAt + 2 * MINUTE,
    size: 'narrow',
  })
  await page.getByText('Amazon SES could not deliver it yet (MailboxFull): "<img src=x>').waitFor()
  const told = page.locator('.run-told-by-sender li')
  expect(await told.last().textContent()).toContain('Amazon SES delivered it to 192.0.2.25')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(SIZES.narrow.width)
  expect(await violations(page)).toEqual([])
  expect(faults).toEqual([])
})
