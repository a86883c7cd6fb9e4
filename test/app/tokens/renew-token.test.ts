import { expect, test } from 'vitest'

import type { Renewal } from '../../../shared/app/ports/token-renewal.ts'
import { DAY, HOUR, MINUTE, type Millis } from '../../../shared/core/time/units.ts'
import { APP_WITH_SECRET } from '../../support/grants/written-grants.ts'
import {
  REFUSED,
  type RenewalWorld,
  OFFICE_GRANT,
  renewalWorld,
  tokenOf,
} from '../../support/worlds/renewal-world.ts'

interface Decision {
  title: string
  /** What is done before, in a world that has no token. */
  before?: (world: RenewalWorld) => unknown
  refused?: (world: RenewalWorld) => number | undefined
  /** Requests that asking once more makes, and what it is answered. */
  requests: number
  answer: Renewal['kind']
}

const fetched = (world: RenewalWorld) => world.renew()
const after = (ms: Millis) => async (world: RenewalWorld) => {
  await world.renew()
  await world.clock.advance(ms)
}
const refusedOnce = async (world: RenewalWorld) => {
  world.answer = REFUSED.wrong
  await world.renew()
}
const keptNow = ({ kept }: RenewalWorld) => kept.access.get(OFFICE_GRANT)?.issuedAt

const decisions: Decision[] = [
  { title: 'no token was ever fetched', requests: 1, answer: 'kept' },
  { title: 'a token stands', before: fetched, requests: 0, answer: 'kept' },
  { title: 'its time to be renewed has not come', before: after(39 * MINUTE), requests: 0, answer: 'kept' },
  { title: 'its time to be renewed has come', before: after(41 * MINUTE), requests: 1, answer: 'kept' },
  { title: 'it has ended', before: after(2 * HOUR), requests: 1, answer: 'kept' },
  {
    title: 'a mail server refused it',
    before: fetched,
    refused: keptNow,
    requests: 1,
    answer: 'kept',
  },
  {
    title: 'a mail server refused another one',
    before: fetched,
    refused: (world) => (keptNow(world) ?? 0) - 1,
    requests: 0,
    answer: 'kept',
  },
  {
    title: 'a mail server refused one that was renewed for that within the hour',
    async before(world) {
      await world.renew()
      await world.renew(keptNow(world))
    },
    refused: keptNow,
    requests: 0,
    answer: 'kept',
  },
  {
    title: 'the same, and the grant was stored anew',
    async before(world) {
      await world.renew()
      await world.renew(keptNow(world))
      world.stored = JSON.stringify({ ...APP_WITH_SECRET, scope: 'https://outlook.office365.com/.default' })
    },
    refused: keptNow,
    requests: 1,
    answer: 'kept',
  },
  {
    title: 'the same, and an hour has passed',
    async before(world) {
      world.answer = { kind: 'granted', token: tokenOf(1), lifetime: DAY }
      await world.renew()
      await world.renew(keptNow(world))
      await world.clock.advance(HOUR + MINUTE)
    },
    refused: keptNow,
    requests: 1,
    answer: 'kept',
  },
  { title: 'the secret was refused just now', before: refusedOnce, requests: 0, answer: 'refused' },
  {
    title: 'the secret was refused a minute ago',
    async before(world) {
      await refusedOnce(world)
      await world.clock.advance(MINUTE)
    },
    requests: 1,
    answer: 'refused',
  },
  {
    title: 'the secret was refused just now, and stored anew since',
    async before(world) {
      await refusedOnce(world)
      world.stored = JSON.stringify({ ...APP_WITH_SECRET, clientSecret: 'another-Q~secret-9jT2' })
      world.answer = { kind: 'granted', token: tokenOf(9), lifetime: HOUR }
    },
    requests: 1,
    answer: 'kept',
  },
  {
    title: 'the endpoint was down a moment ago',
    async before(world) {
      world.answer = REFUSED.down
      await world.renew()
      world.answer = { kind: 'granted', token: tokenOf(9), lifetime: HOUR }
    },
    requests: 1,
    answer: 'kept',
  },
  {
    title: 'no monitor names the grant any more, whose token is to be renewed',
    async before(world) {
      await world.renew()
      await world.clock.advance(41 * MINUTE)
      world.ports.isUsed = () => Promise.resolve(false)
    },
    requests: 0,
    answer: 'kept',
  },
  {
    title: 'the grant is not set',
    before: (world) => void (world.stored = undefined),
    requests: 0,
    answer: 'missing',
  },
  {
    title: 'the grant is none',
    before: (world) => void (world.stored = 'hunter2hunter2'),
    requests: 0,
    answer: 'refused',
  },
  {
    title: 'the clock was set back since a token was issued',
    async before(world) {
      await world.renew()
      world.clock.setWall(world.clock.now() - DAY)
    },
    requests: 1,
    answer: 'kept',
  },
  {
    title: 'the clock was set back since the secret was refused',
    async before(world) {
      await refusedOnce(world)
      world.clock.setWall(world.clock.now() - DAY)
    },
    requests: 1,
    answer: 'refused',
  },
  {
    title: 'somebody died at a request half a minute ago',
    async before({ runs, clock }) {
      await runs.putGrant({ grant: OFFICE_GRANT, version: 1, failures: 0, leaseUntil: clock.now() + 30_000 })
      await clock.advance(30_000)
    },
    requests: 1,
    answer: 'kept',
  },
  {
    title: 'somebody asks by a clock that is a day ahead',
    before: ({ runs, clock }) =>
      runs.putGrant({ grant: OFFICE_GRANT, version: 1, failures: 0, leaseUntil: clock.now() + DAY }),
    requests: 1,
    answer: 'kept',
  },
]

test.each(decisions)(
  'asks the endpoint $requests times and answers $answer where $title',
  async (decision) => {
    const world = renewalWorld(APP_WITH_SECRET)
    await decision.before?.(world)
    const before = world.asked.length
    const renewal = await world.renew(decision.refused?.(world))
    expect(renewal.kind).toBe(decision.answer)
    expect(world.asked.length - before).toBe(decision.requests)
    if (renewal.kind === 'kept') expect(keptNow(world)).toBe(renewal.issuedAt)
  },
)
