import { afterEach, describe, expect, test } from 'vitest'

import { adviceFor } from '../../../../shared/core/advice/advice.ts'
import { MOST_DELETED, deletedId } from '../../../../shared/core/identity/deleted-messages.ts'
import { type GmailWorld, gmailWorld } from '../../../support/worlds/gmail-world.ts'

/** CI makes all 600 runs at a listing of 250, which takes minutes. */
const MOST_RUNS = 600
/** Of accounts that do more than keep what was fetched. */
const FEWER_RUNS = 60
const LONG_MS = 400_000
const LISTS = 250

/** With one place left for ours, where few are listed. */
const FOREIGN = Math.min(LISTS - 1, 24)
const PLACE = 'mail.example.test recent:probe@gmail.com'

const worlds: GmailWorld[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

async function worldOf(settings: Parameters<typeof gmailWorld>[0] = {}, foreign = 0): Promise<GmailWorld> {
  const world = await gmailWorld({ lists: LISTS, ...settings })
  worlds.push(world)
  for (let n = 0; n < foreign; n += 1) world.account.deliver(`Subject: news ${n}\r\n\r\nText.\r\n`)
  return world
}

/** How runs ended one after another, and the commands that each took. */
async function runsOf(world: GmailWorld, count: number) {
  const made = []
  for (let n = 0; n < count; n += 1) {
    const before = { ...world.account.counts }
    const { status, warnings, sweptMessages = 0 } = await world.run()
    const { TOP, RETR, DELE } = world.account.counts
    const commands = { TOP: TOP - before.TOP, RETR: RETR - before.RETR, DELE: DELE - before.DELE }
    made.push({ status, warnings, sweptMessages, ...commands })
  }
  return made
}

describe('Gmail, which lists over POP3 what was not fetched yet', () => {
  test.each([
    ['keep', MOST_RUNS],
    ['archive', FEWER_RUNS],
    ['trash', FEWER_RUNS],
  ] as const)(
    'a monitor stays green where the account is set to %s, beside foreign mail, for %i runs',
    async (after, count) => {
      const world = await worldOf({ after }, FOREIGN)
      const made = await runsOf(world, count)
      expect(made.filter(({ status }) => status !== 0)).toEqual([])
      expect(made.flatMap(({ warnings }) => warnings)).toEqual([])
      expect(world.account.counts).toMatchObject({ RETR: count, DELE: count })
      expect(world.account.trespasses).toEqual([])
    },
    LONG_MS,
  )

  test('what older versions left there is read whole and leaves the list', async () => {
    const world = await worldOf({ lists: 5 })
    for (let n = 0; n < 5; n += 1) await world.run()
    for (const message of world.account.held) message.isFetched = false
    const made = await runsOf(world, 2)
    expect(made.map(({ status, sweptMessages }) => [status, sweptMessages])).toEqual([
      [0, 5],
      [0, 0],
    ])
  })

  test('the log shows that the message was read whole, and none of its text', async () => {
    const world = await worldOf()
    const { log, phases } = await world.run()
    const said = log.filter(({ dialogue }) => dialogue === 'mailbox').map(({ text }) => text)
    expect(said).toContain('RETR 1')
    expect(said.join('\n')).not.toContain('Subject:')
    expect(said[said.indexOf('RETR 1') + 2]).toMatch(/^\[\d+ lines, \d+ octets\]$/)
    expect(Object.keys(phases.mailbox).slice(-3)).toEqual(['search', 'retrieve', 'delete'])
  })

  test('the message is deleted though RETR is refused', async () => {
    const world = await worldOf({ after: 'trash', on: { RETR: '-ERR [SYS/TEMP] try again later' } })
    const { status, log } = await world.run()
    expect([status, world.account.counts.DELE]).toEqual([0, 1])
    expect(log.map(({ text }) => text)).toContain(
      'not read whole before it is deleted: the server may list it again',
    )
  })

  test('a full list of foreign mail is told as what it is, in the detail and in the advice', async () => {
    const world = await worldOf({ lists: 250 }, 250)
    const { status, reason, detail = '' } = await world.run()
    expect([status, reason]).toEqual([2, 'message-not-delivered'])
    expect(detail).toMatch(
      /^each of \d+ looks listed the same 250 messages; Gmail lists over POP3 only about 250, the oldest that were not fetched yet$/,
    )
    expect(adviceFor('message-not-delivered', { location: 'local', detail })).toContain('"recent:"')
    expect(world.account.trespasses).toEqual([])
  })

  test('a list of a few that never changes is told too', async () => {
    const world = await worldOf({}, 3)
    const { detail } = await world.run({ loses: true })
    expect(detail).toMatch(/^each of \d+ looks listed the same 3 messages$/)
  })
})

describe('Gmail with recent:, which lists 30 days of mail whatever was fetched', () => {
  const RECENT = { userid: 'recent:probe@gmail.com' }

  test('where the account is set to delete, all is as at any server', async () => {
    const world = await worldOf({ ...RECENT, after: 'trash' }, 5)
    const made = await runsOf(world, 5)
    expect(made.map(({ status, warnings, TOP }) => [status, warnings, TOP])).toEqual(
      made.map(() => [0, [], 6]),
    )
    expect(await world.runs.findDeleted('inbox')).toBeUndefined()
  })

  test('where it keeps them, what is back is let be and told, and a run does as much as the one before', async () => {
    const world = await worldOf({ ...RECENT, after: 'keep' }, 5)
    const [first, second, third, ...later] = await runsOf(world, 12)
    const back = expect.arrayContaining(['deleted-came-back']) as unknown
    expect(first).toMatchObject({ status: 0, warnings: [], TOP: 6, RETR: 1, DELE: 1 })
    expect(second).toMatchObject({ warnings: ['leftovers-swept'], sweptMessages: 1, RETR: 2, DELE: 2 })
    const settled = { status: 0, warnings: ['deleted-came-back'], sweptMessages: 0, TOP: 6, RETR: 1, DELE: 1 }
    expect(third).toMatchObject({ warnings: back, sweptMessages: 1, TOP: 7 })
    expect(later.slice(1)).toEqual(later.slice(1).map(() => settled))
    expect(world.account.trespasses).toEqual([])
  })

  test('more of them than are remembered cost no more either, and none are read or deleted', async () => {
    const world = await worldOf({ ...RECENT, after: 'keep' }, 5)
    const ids = world.account.held.map(({ uid, raw }) => deletedId(PLACE, `${uid} ${raw.length}`))
    const padding = Array.from({ length: MOST_DELETED - 1 }, (_, n) => `id ${n}`)
    await world.runs.putDeleted('inbox', { once: [], fetched: [...ids.slice(0, 1), ...padding] })
    const made = await runsOf(world, 5)
    expect(made.map(({ status, warnings, TOP, DELE }) => [status, warnings, TOP, DELE])).toEqual(
      made.map(() => [0, ['deleted-came-back'], 1, 1]),
    )
  })

  test('once the account is set to delete, it is as before', async () => {
    const world = await worldOf({ ...RECENT, after: 'keep' })
    await runsOf(world, 4)
    world.account.after = 'trash'
    for (const message of world.account.held) message.isTrashed = true
    expect((await runsOf(world, 2)).map(({ warnings }) => warnings)).toEqual([[], []])
  })
})

test('any server where what was deleted is listed again: it is read whole the second time, then let be', async () => {
  const world = await worldOf({ userid: 'recent:probe', after: 'keep', on: { '': '+OK ready' } }, 2)
  const made = await runsOf(world, 8)
  expect(made.filter(({ status }) => status !== 0)).toEqual([])
  const last = made.at(-1)
  expect(last).toMatchObject({ warnings: ['deleted-came-back'], sweptMessages: 0, RETR: 1, DELE: 1 })
  expect(made.at(-2)).toEqual(last)
})

test.each([
  ['cannot be read', 'findDeleted'],
  ['cannot be written', 'putDeleted'],
] as const)('a store that %s costs the memory, not the run', async (_what, port) => {
  const world = await worldOf({ userid: 'recent:probe@gmail.com', after: 'keep' })
  world.runs[port] = (): Promise<never> => Promise.reject(new Error('throttled'))
  const made = await runsOf(world, 3)
  expect(made.map(({ status }) => status)).toEqual([0, 0, 0])
  expect(made.at(-1)?.warnings).toEqual(['leftovers-swept'])
})
