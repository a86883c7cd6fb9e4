import { expect, test } from 'vitest'

import { definition } from '../../cli/commands/monitors/monitors-world.ts'
import { viewsWorld } from '../../cli/commands/views-world.ts'
import { apiWorld } from '../api-world.ts'

const WITHOUT = definition('new', { smtp: undefined })

/** The API over a stack that has a built-in sender or none. */
function world(builtInSender: boolean) {
  const { ports } = viewsWorld()
  return { ...apiWorld({ ports: { ...ports, builtInSender } }), monitors: ports.monitors }
}

test.each([
  ['/validations', { definition: WITHOUT }, 200],
  ['/validations', { definitions: [WITHOUT] }, 200],
  ['/monitors', WITHOUT, 201],
  ['/imports', { definitions: [WITHOUT] }, 200],
])('%s takes %j where there is a built-in sender, and nowhere else', async (path, body, status) => {
  const taken = await world(true).ask(path, { method: 'POST', body })
  expect(taken.status).toBe(status)
  expect(taken.text).not.toContain('"path"')
  const { ask, monitors } = world(false)
  const { text } = await ask(path, { method: 'POST', body })
  expect(text).toContain('or builtInSender in cdk/settings.ts')
  expect(await monitors.list()).toEqual([])
})

test('a change takes the server away only where somebody else sends', async () => {
  for (const [builtInSender, status] of [
    [true, 200],
    [false, 422],
  ] as const) {
    const { ask } = world(builtInSender)
    const { headers } = await ask('/monitors', { method: 'POST', body: definition('new') })
    const answer = await ask('/monitors/new', {
      method: 'PATCH',
      headers: { 'content-type': 'application/merge-patch+json', 'if-match': headers.get('etag') ?? '' },
      body: { smtp: null },
    })
    expect(answer.status).toBe(status)
  }
})

test('the session says who sends for monitors without smtp', async () => {
  const builtInSender = { kind: 'amazon-ses', address: 'roundtrip@example.com' } as const
  expect((await apiWorld({ builtInSender }).ask('/session')).body).toMatchObject({ builtInSender })
  expect((await apiWorld().ask('/session')).body).not.toHaveProperty('builtInSender')
})
