import { expect, test } from 'vitest'

import type { EventDestinationFacts } from '../../../shared/app/ports/account-facts.ts'
import { MONITOR, SENDER_TOPIC, SENDS, TOLD, examined } from './doctor-world.ts'

const { smtp, ...BY_SES } = { ...MONITOR, emailAddress: 'inbox@example.com' }

/** As `problem: what is so | what mends it`. */
async function said(destinations: readonly EventDestinationFacts[], stack: object = {}): Promise<string[]> {
  const facts = { ...SENDS, configurationSet: { sending: true, destinations } }
  const found = await examined({
    stack: { builtInSender: 'probe@mail.example.com', senderTopic: SENDER_TOPIC, ...stack },
    account: { sender: () => Promise.resolve(facts) },
    definitions: [BY_SES],
  })
  const [check] = found.filter(({ check }) => check === 'sender')
  return (check?.findings ?? []).map(({ severity, seen, mend }) => `${severity}: ${seen} | ${mend}`)
}

const { topicArn, ...ELSEWHERE } = TOLD
const OF_SET = 'of the configuration set Roundtrip of Amazon SES in eu-west-1'
const VALUE = `--event-destination 'Enabled=true,MatchingEventTypes=DELIVERY,DELIVERY_DELAY,BOUNCE,REJECT,COMPLAINT,SnsDestination={TopicArn=${topicArn}}' --region eu-west-1`
const commandFor = (verb: string, name = 'roundtrip') =>
  `aws sesv2 ${verb}-configuration-set-event-destination --configuration-set-name Roundtrip --event-destination-name ${name} ${VALUE}`

test.each<[string, readonly EventDestinationFacts[]]>([
  ['there, under whatever name', [ELSEWHERE, { ...TOLD, name: 'mine' }]],
  ['without complaints, which are no concern of runs', [{ ...TOLD, events: TOLD.events.slice(0, 4) }]],
  [
    'two that have a part each',
    [
      { ...TOLD, name: 'a', events: ['DELIVERY', 'DELIVERY_DELAY'] },
      { ...TOLD, name: 'b', events: ['BOUNCE', 'REJECT'] },
    ],
  ],
])('nothing is said of an event destination that is %s', async (_case, destinations) => {
  expect(await said(destinations)).toEqual([])
})

test.each<[string, readonly EventDestinationFacts[], string]>([
  ['gone', [], `No event destination ${OF_SET} is the topic ${topicArn}. | ${commandFor('create')}`],
  [
    'disabled',
    [{ ...TOLD, enabled: false }],
    `The event destination roundtrip ${OF_SET} is disabled. | ${commandFor('update')}`,
  ],
  [
    'another topic',
    [{ ...TOLD, topicArn: `${topicArn}-old` }],
    `The event destination roundtrip ${OF_SET} is not the topic ${topicArn}. | ${commandFor('update')}`,
  ],
  [
    'without a kind of event',
    [{ ...TOLD, name: 'mine', events: ['DELIVERY', 'REJECT'] }],
    `The event destination mine ${OF_SET} is not told of DELIVERY_DELAY, BOUNCE. | ${commandFor('update', 'mine')}`,
  ],
])('an event destination that is %s is a problem', async (_case, destinations, expected) => {
  expect(await said(destinations)).toEqual([`problem: ${expected}`])
})

test('a stack of a version that does not name its topic is not blamed for it', async () => {
  expect(await said([], { senderTopic: undefined })).toEqual([])
})
