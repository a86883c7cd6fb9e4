import { expect, test } from 'vitest'

import { explainStore } from '../../../shared/http/explain-store.ts'
import type { HttpHome } from '../../../shared/http/home.ts'
import { apiWorld } from '../../http/api-world.ts'
import { wrongWith } from '../fine.ts'
import { opened } from '../opened.ts'
import { served } from '../served.ts'

/** A stack whose store answers until `refuse` says why it does not. */
async function stack() {
  const refusal: { error?: Error } = {}
  const { address, world } = await served(async (differing: Partial<HttpHome>) => {
    const world = apiWorld({
      explain: (error, needs) => explainStore(error, needs, 'Roundtrip'),
      ...differing,
    })
    await world.has('shop')
    await world.delivered('shop', 1)
    const { list } = world.monitors
    world.monitors.list = () => (refusal.error ? Promise.reject(refusal.error) : list())
    return world
  })
  /** From when what was read before is no longer kept. */
  async function refuse(error?: Error) {
    await world.clock.advance(15_000)
    if (error) refusal.error = error
    else delete refusal.error
  }
  return { address, refuse }
}

const expired = Object.assign(new Error('The security token included in the request is expired'), {
  name: 'ExpiredTokenException',
})
const denied = Object.assign(
  new Error(
    'User: arn:aws:sts::111122223333:assumed-role/viewer/me is not authorized to perform: dynamodb:Scan on resource: arn:aws:dynamodb:eu-west-1:111122223333:table/Monitors because no identity-based policy allows the dynamodb:Scan action',
  ),
  { name: 'AccessDeniedException' },
)

test('credentials that expire meanwhile are told with what to do; what was read stays, grey once it is old', async () => {
  const { address, refuse } = await stack()
  const shown = await opened(address('/'))
  const { page } = shown
  await page.getByRole('link', { name: 'shop', exact: true }).waitFor()
  await refuse(expired)
  await page.clock.fastForward(15_000)
  await page.getByText(/^No data since 19:00:\d\d: no AWS credentials that work.*aws sso login/).waitFor()
  await page.getByRole('link', { name: 'shop', exact: true }).waitFor()
  await page.clock.fastForward(60_000)
  await page.locator('.stale').waitFor()
  expect(await wrongWith(shown)).toEqual([])
  await refuse()
  await page.clock.fastForward(60_000)
  await page.getByText('aws sso login').waitFor({ state: 'detached' })
  expect(await page.locator('.stale').count()).toBe(0)
})

test('a right that AWS does not give is named, with the policy that has it', async () => {
  const { address, refuse } = await stack()
  await refuse(denied)
  const shown = await opened(address('/'))
  await shown.page.getByRole('alert').getByText('dynamodb:Scan').waitFor()
  await shown.page.getByRole('link', { name: 'Incidents' }).waitFor()
  expect(await wrongWith(shown)).toEqual([])
})
