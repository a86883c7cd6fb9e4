import { expect, test } from 'vitest'

import { fileOf } from '../../../support/temporary-files.ts'
import { says } from '../../says.ts'

const MONITOR = {
  monitorId: 'shop',
  emailAddress: 'probe@example.com',
  mailbox: { server: 'pop3s://pop.example.com', userid: 'probe', password: 'env:POP_PASSWORD' },
  locations: ['nowhere', 'home'],
}

const WHERE_FROM =
  'FILE: locations and topics are checked by cdk/settings.ts; to check by those of a deployed stack: npx roundtrip monitors import FILE --dry-run --stack NAME'

async function validateSays(settings: { locations?: unknown; defaultLocations?: unknown }) {
  const file = await fileOf('mine.json', JSON.stringify(MONITOR, undefined, 1))
  const { code, out, err } = await says(['validate', file], { settings: () => Promise.resolve(settings) })
  return { code, out: out.replaceAll(file, 'FILE'), err: err.replaceAll(file, 'FILE') }
}

test('a location that the settings do not name is a mistake, told at its line', async () => {
  expect(await validateSays({ locations: { berlin: {}, rome: { removed: true } } })).toEqual({
    code: 2,
    out: expect.stringMatching(
      /^FILE:10: locations\[0\]: expected one of home, berlin, got "nowhere".*\nFILE: 1 monitor, 1 mistake\n$/,
    ) as string,
    err: `${WHERE_FROM}\n`,
  })
})

test('so it is where the settings name none beside home', async () => {
  expect(await validateSays({})).toMatchObject({
    code: 2,
    out: expect.stringContaining('got "nowhere"') as string,
  })
})

test.each([
  ['it is named there', { locations: { nowhere: { region: 'eu-west-1' } } }],
  ['the settings have mistakes, so that nobody knows', { locations: ['nowhere'] }],
])('it is none where %s', async (_why, settings) => {
  expect(await validateSays(settings)).toEqual({ code: 0, out: 'FILE: 1 monitor, no mistakes\n', err: '' })
})

test('a topic that the settings do not have is a mistake too, with where the names come from', async () => {
  const { locations: _none, ...home } = MONITOR
  const file = await fileOf('mine.json', JSON.stringify({ ...home, alerts: [{ topic: 'oncall' }] }))
  const { code, err } = await says(['validate', file], { settings: () => Promise.resolve({}) })
  expect({ code, err: err.replaceAll(file, 'FILE') }).toEqual({ code: 2, err: `${WHERE_FROM}\n` })
})

test('other mistakes are not about names', async () => {
  const file = await fileOf('mine.json', JSON.stringify({ ...MONITOR, locations: ['home', 'home'] }))
  const { code, err } = await says(['validate', file], { settings: () => Promise.resolve({}) })
  expect({ code, err }).toEqual({ code: 2, err: '' })
})
