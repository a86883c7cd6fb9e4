import { afterAll, describe, expect, test } from 'vitest'

import { type GmailWorld, gmailWorld } from '../../support/worlds/gmail-world.ts'
import { closing, inTurn } from '../../support/servers/server-acts.ts'

const worlds: GmailWorld[] = []
afterAll(async () => {
  for (const world of worlds) await world.close()
})

const foreign = ({ account }: GmailWorld, count: number) => {
  for (let n = 0; n < count; n += 1) account.deliver(`Subject: news ${n}\r\n\r\nText.\r\n`)
}

interface Report {
  title: string
  world: NonNullable<Parameters<typeof gmailWorld>[0]>
  /** What went before. */
  before?: (world: GmailWorld) => Promise<void> | void
  /** Status of each run, one after another. */
  runs: readonly number[]
  /** What the last one says. */
  detail?: RegExp
  warnings?: readonly string[]
  alsoExpect?: (world: GmailWorld) => void
}

const fullOf = (messages: number) =>
  new RegExp(`^each of \\d+ looks listed the same ${messages} messages; Gmail`)

const REPORTS: readonly Report[] = [
  ...[265, 297].map((count): Report => ({
    title: `LIST names ${count} messages, all of them years old (node-pop3 2, hpop 66, hpop 56, yam 392)`,
    world: { lists: count },
    before: (world) => foreign(world, 1300),
    runs: [2],
    detail: fullOf(count),
  })),
  {
    title: 'the same mailbox by recent:, which lists all of the last 30 days',
    world: { userid: 'recent:probe@gmail.com', after: 'trash' },
    before: (world) => foreign(world, 300),
    runs: [0, 0],
    warnings: [],
  },
  {
    title: 'what was read once is never listed again (mail 1139, mailman 34, flourish 137)',
    world: { after: 'keep' },
    runs: [0, 0, 0],
    warnings: [],
    alsoExpect: ({ account }) => expect(account.counts).toEqual({ TOP: 3, RETR: 3, DELE: 3 }),
  },
  {
    title:
      'POP is turned on anew for all mail, so that everything is listed again (mail 1251, chilkat.com p_184)',
    world: { after: 'keep', lists: 6 },
    async before(world) {
      for (let n = 0; n < 8; n += 1) await world.run()
      for (const message of world.account.held) message.isFetched = false
    },
    runs: [0, 0, 0],
    warnings: [],
  },
  {
    title: 'DELE deletes nothing: the message stays under All Mail (chilkat.com p_184, dada-mail 819)',
    world: { userid: 'recent:probe@gmail.com', after: 'archive' },
    runs: [0, 0, 0, 0],
    warnings: ['deleted-came-back'],
  },
  {
    title: 'the connection ends before QUIT is answered, so that nothing counts as fetched (Gmail help)',
    world: { after: 'keep', on: { QUIT: inTurn(closing, closing, '+OK Farewell.') } },
    runs: [0],
    alsoExpect: ({ account }) => expect(account.trespasses).toEqual([]),
  },
  {
    title: 'mail is moved to the trash by DELE alone (limilabs.com)',
    world: { after: 'trash' },
    before: (world) => foreign(world, 20),
    runs: [0, 0, 0],
    warnings: [],
    alsoExpect: ({ account }) => expect(account.held.filter(({ isTrashed }) => isTrashed)).toHaveLength(3),
  },
  {
    title: 'UIDL and LIST are not understood (getmail6 252)',
    world: { on: { UIDL: '-ERR Command not understood', LIST: '-ERR Command not understood' } },
    runs: [3],
    detail: /Command not understood/,
  },
]

describe('Gmail over POP3 in public reports', () => {
  test.each(REPORTS)('$title', async ({ world: settings, before, runs, detail, warnings, alsoExpect }) => {
    const world = await gmailWorld(settings)
    worlds.push(world)
    await before?.(world)
    const made = []
    while (made.length < runs.length) made.push(await world.run())
    expect(made.map(({ status }) => status)).toEqual(runs)
    const last = made.at(-1)
    if (detail) expect(last?.detail).toMatch(detail)
    if (warnings) expect(last?.warnings).toEqual(warnings)
    expect(world.account.trespasses).toEqual([])
    alsoExpect?.(world)
  })
})
