import path from 'node:path'

import { expect, onTestFinished, test } from 'vitest'

import { DEFAULT_RETENTION } from '../../../shared/core/history/retention.ts'
import { NOON } from '../../contracts/run-fixtures.ts'
import { bundleWorld } from '../bundle-world.ts'
import { BOUNCE, DELIVERY, RUN, TOPIC_TEST, fromTopic } from './ses-messages.ts'

const APP = path.join(import.meta.dirname, 'built-in-sender-app.ts')

test('the bundled function starts with what the stack gives it, and notes what Amazon SES tells', async () => {
  const world = await bundleWorld(`node ${APP}`)
  onTestFinished(() => world.close())
  const bundle = await world.bundle('SenderNote')
  const environment = {
    ...world.environments.tables,
    ROUNDTRIP_RETENTION: JSON.stringify(DEFAULT_RETENTION),
  }
  expect(bundle.variables).toEqual(Object.keys(environment).sort())
  const runtime = await world.start(bundle, environment)
  const event = fromTopic(TOPIC_TEST, DELIVERY, 'hello', BOUNCE)
  for (const once of [event, event]) {
    expect(await runtime.invoke(once), runtime.output()).toMatchObject({ ok: true })
  }
  expect(await world.runs.findMailEvents(RUN)).toMatchObject({
    delivered: { at: NOON + 12_000, server: '192.0.2.25' },
    bounced: { text: '550 5.1.1 user unknown' },
  })
  expect(await runtime.invoke({ Records: 'none' })).toMatchObject({ ok: false })
})
