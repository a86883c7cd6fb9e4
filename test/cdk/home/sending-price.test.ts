import { Stack } from 'aws-cdk-lib'
import { Annotations, Match } from 'aws-cdk-lib/assertions'
import { expect, test } from 'vitest'

import { SENDING_PRICE, tellOfSending } from '../../../cdk/home/sending-price.ts'
import type { StackSettings } from '../../../cdk/settings/settings-shape.ts'
import { foreignApp } from '../synthesized.ts'

type Sending = Parameters<typeof tellOfSending>[1][number]

const BY_SES: StackSettings['builtInSender'] = { address: 'roundtrip@example.com', identity: 'domain' }

const every = (intervalMinutes: number, more: Partial<Sending> = {}): Sending => ({
  enabled: true,
  intervalMinutes,
  locationMode: 'all',
  ...more,
})

const smtp = {} as NonNullable<Sending['smtp']>

function said(monitors: readonly Sending[], builtInSender = BY_SES, defaultLocations = ['home']): string[] {
  const stack = new Stack(foreignApp(), 'Roundtrip')
  tellOfSending(stack, monitors, { ...(builtInSender && { builtInSender }), defaultLocations })
  const infos = Annotations.fromStack(stack).findInfo('*', Match.anyValue())
  return infos.map(({ entry }) => entry.data as string)
}

const SMALL = 'An account in the sandbox of SES may send 200 a day, to verified addresses alone'
const LARGE =
  'An account in the sandbox of SES may send 200 a day: request production access, see docs/settings.md#the-built-in-sender'

test.each<[string, readonly Sending[], string]>([
  [
    'one every 5 minutes',
    [every(5)],
    `288 test messages a day for the 1 monitor of the stack without smtp, at about $0.86 to $1.38 a month; those of the table come on top. ${LARGE}`,
  ],
  [
    'one an hour, and one at two locations',
    [every(60), every(60, { locations: ['home', 'eu-west-1'] })],
    `72 test messages a day for the 2 monitors of the stack without smtp, at about $0.22 to $0.35 a month; those of the table come on top. ${SMALL}`,
  ],
  [
    'those that are disabled or have a server',
    [every(10), every(5, { smtp }), every(5, { enabled: false })],
    `144 test messages a day for the 1 monitor of the stack without smtp, at about $0.43 to $0.69 a month; those of the table come on top. ${SMALL}`,
  ],
  [
    'fifty a minute',
    Array.from({ length: 50 }, () => every(1)),
    `72,000 test messages a day for the 50 monitors of the stack without smtp, at about $216.00 to $345.60 a month; those of the table come on top. ${LARGE}`,
  ],
])('the synth says what is sent by Amazon SES, and for how much: %s', (_case, monitors, told) => {
  expect(said(monitors)).toEqual([`Amazon SES sends ${told} [ack: ${SENDING_PRICE}]`])
})

test('monitors that name no locations send from each default one', () => {
  expect(said([every(60)], BY_SES, ['home', 'eu-west-1'])[0]).toContain('48 test messages a day')
})

test('of locations that take turns those count whose turn it is', () => {
  const turns = { locations: ['home', 'eu-west-1', 'us-west-2'], locationMode: 'rotate' } as const
  expect(said([every(5, turns)])[0]).toContain('288 test messages a day')
  expect(said([every(5, { ...turns, locationsPerRun: 2 })])[0]).toContain('576 test messages a day')
})

test.each([
  ['no monitors', []],
  ['none that sends so', [every(5, { smtp }), every(5, { enabled: false })]],
])('where the file of the stack has %s, it says what one of the table costs', (_case, monitors) => {
  expect(said(monitors)).toEqual([
    `Amazon SES sends for monitors of the table without smtp: 288 test messages a day for each that runs every 5 minutes, at about $0.86 to $1.38 a month. ${SMALL} [ack: ${SENDING_PRICE}]`,
  ])
})

test('nothing is said without the setting', () => {
  const stack = new Stack(foreignApp(), 'Roundtrip')
  tellOfSending(stack, [every(5)], { defaultLocations: ['home'] })
  expect(Annotations.fromStack(stack).findInfo('*', Match.anyValue())).toEqual([])
})
