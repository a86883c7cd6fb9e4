import { expect, test } from 'vitest'

import { MOST_BY_DAYS } from '../../../shared/app/history/views/report/month-report.ts'
import { apiWorld } from '../api-world.ts'

const csv = { headers: { accept: 'text/csv' } }

test('a report is in the zone of reports, and no query changes it', async () => {
  const { ask } = apiWorld({ reportZone: 'Asia/Tokyo' })
  const { body } = await ask('/reports/month?month=2026-10')
  expect(body).toMatchObject({
    zone: 'Asia/Tokyo',
    from: '2026-09-30T15:00:00.000Z',
    to: '2026-10-31T15:00:00.000Z',
  })
  expect((await ask('/reports/month?month=2026-10&zone=UTC')).status).toBe(400)
})

test('of very many monitors there is no table of hours or locations, and the answer says what to do', async () => {
  const { ask, has } = apiWorld()
  for (let one = 0; one <= MOST_BY_DAYS; one += 1) await has(`m-${one}`)
  for (const table of ['hours', 'locations']) {
    const { status, body } = await ask(`/reports/month?month=2026-11&table=${table}`, csv)
    expect({ status, body }).toMatchObject({
      status: 400,
      body: { problems: [{ path: 'table', message: expect.stringContaining('choose a tag') as string }] },
    })
  }
  expect((await ask('/reports/month?month=2026-11', csv)).text.trimEnd().split('\n')).toHaveLength(
    MOST_BY_DAYS + 2,
  )
})
