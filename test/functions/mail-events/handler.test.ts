import type { Context } from 'aws-lambda'
import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'

import { mailEventsHandler } from '../../../functions/mail-events/handler.ts'
import { jsonLog } from '../../../functions/runtime/json-log.ts'
import { dynamoRunStore } from '../../../shared/adapters/dynamodb/run-store.ts'
import { randomIds } from '../../../shared/adapters/random-ids.ts'
import type { MailEventStore } from '../../../shared/app/ports/stores/mail-events.ts'
import { NOON } from '../../contracts/run-fixtures.ts'
import { databaseForEach } from '../../support/aws/opened-database.ts'
import { fakeClock } from '../../support/fake-clock.ts'
import { memoryStore } from '../../support/memory/memory-store.ts'
import { BOUNCE, DELAY, DELIVERY, MAIL, REJECT, RUN, TOPIC_TEST, fromTopic } from './ses-messages.ts'

const database = databaseForEach()
const lines: unknown[] = []

beforeEach(() => {
  lines.length = 0
})

function handlerOver(runs: Pick<MailEventStore, 'noteMailEvent'>) {
  const log = jsonLog({ write: (line) => lines.push(JSON.parse(line)) })
  const handler = mailEventsHandler({ runs, log })
  return (...messages: unknown[]) => handler(fromTopic(...messages), {} as Context)
}

function store() {
  return dynamoRunStore({
    client: database.client,
    tableName: database.tableNames.results,
    clock: fakeClock(),
    ids: randomIds,
  })
}

test('each event is noted, and what it is called, but not what a server said, stands in the log', async () => {
  await handlerOver(store())(DELIVERY, DELAY, BOUNCE, REJECT)
  const noted = await store().findMailEvents(RUN)
  expect(Object.keys(noted).sort()).toEqual(['bounced', 'delayed', 'delivered', 'rejected'])
  expect(noted.delivered).toEqual({
    at: NOON + 12_000,
    tookMs: 11_893,
    server: '192.0.2.25',
    text: '250 2.6.0 Message received',
  })
  const runId = `inbox/${RUN.runId}`
  expect(lines).toEqual([
    { level: 'INFO', message: 'mail event noted', messageId: 'message-0', runId, kind: 'delivered' },
    { level: 'INFO', message: 'mail event noted', messageId: 'message-1', runId, kind: 'delayed' },
    { level: 'INFO', message: 'mail event noted', messageId: 'message-2', runId, kind: 'bounced' },
    { level: 'INFO', message: 'mail event noted', messageId: 'message-3', runId, kind: 'rejected' },
  ])
})

test('the one thing that it does to the store is to update an item of the results', async () => {
  const commands = new Set<string>()
  database.client.middlewareStack.add(
    (next, { commandName = '' }) => {
      commands.add(commandName)
      return next
    },
    { step: 'initialize', name: 'noteCommands', override: true },
  )
  await handlerOver(store())(DELIVERY, DELIVERY, DELAY)
  expect([...commands]).toEqual(['UpdateItemCommand'])
})

test('what is no event is passed over, and those beside it are noted', async () => {
  const runs = memoryStore(fakeClock())
  await handlerOver(runs)(TOPIC_TEST, 'hello', { eventType: 'Send', mail: MAIL }, DELIVERY)
  expect(Object.keys(await runs.findMailEvents(RUN))).toEqual(['delivered'])
  expect(lines).toMatchObject([
    { level: 'INFO', message: 'message passed over', messageId: 'message-0', what: 'test of the topic' },
    {
      level: 'ERROR',
      message: 'message passed over',
      messageId: 'message-1',
      why: 'not an event of Amazon SES',
    },
    { level: 'INFO', message: 'message passed over', messageId: 'message-2', what: 'event of another type' },
    { level: 'INFO', message: 'mail event noted' },
  ])
})

test('what the store throws is thrown, once the others were noted, so that Lambda tries again', async () => {
  const runs = memoryStore(fakeClock())
  let failing = true
  const handle = handlerOver({
    noteMailEvent(run, event) {
      if (failing && event.kind === 'delayed') return Promise.reject(new Error('throttled'))
      return runs.noteMailEvent(run, event)
    },
  })
  await expect(handle(DELAY, DELIVERY)).rejects.toThrow('1 of 2 mail events were not noted')
  expect(Object.keys(await runs.findMailEvents(RUN))).toEqual(['delivered'])
  expect(JSON.stringify(lines.at(-1))).toContain('throttled')
  failing = false
  await handle(DELAY, DELIVERY)
  expect(Object.keys(await runs.findMailEvents(RUN)).sort()).toEqual(['delayed', 'delivered'])
})

test('an event of something else than SNS is refused', async () => {
  const handler = mailEventsHandler({ runs: memoryStore(fakeClock()), log: { write: () => undefined } })
  for (const event of [{}, null, { Records: [{ body: '{}' }] }]) {
    await expect(handler(event, {} as Context)).rejects.toThrow('not an event of Amazon SNS')
  }
})

test('events in any order, doubled, late, and some lost, leave the latest that came of each kind', async () => {
  const message = fc.record({
    base: fc.constantFrom(DELIVERY, DELAY, BOUNCE, REJECT),
    second: fc.integer({ min: 0, max: 3 }),
    text: fc.constantFrom('a', 'b'),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(message), fc.func(fc.integer()), async (told, place) => {
      const came = told.map(({ base, second, text }) => at(base, second, text))
      const inOrder = memoryStore(fakeClock())
      const mixed = memoryStore(fakeClock())
      const unique = [...new Set(came.map((one) => JSON.stringify(one)))].sort()
      await handlerOver(inOrder)(...unique)
      const doubled = [...came, ...came.slice(0, 3)]
      const shuffled = doubled
        .map((one, n) => ({ one, place: place(n) }))
        .sort((a, b) => a.place - b.place)
        .map(({ one }) => one)
      for (const one of shuffled) await handlerOver(mixed)(one)
      expect(await mixed.findMailEvents(RUN)).toEqual(await inOrder.findMailEvents(RUN))
    }),
    { numRuns: 50 },
  )
})

function at(base: object, second: number, text: string) {
  const timestamp = new Date(NOON + second * 1000).toISOString()
  const { delivery, deliveryDelay, bounce, reject } = base as Record<string, object | undefined>
  const recipients = [{ diagnosticCode: text }]
  return {
    ...base,
    mail: { ...MAIL, timestamp },
    ...(delivery && { delivery: { ...delivery, timestamp, smtpResponse: text } }),
    ...(deliveryDelay && { deliveryDelay: { ...deliveryDelay, timestamp, delayedRecipients: recipients } }),
    ...(bounce && { bounce: { ...bounce, timestamp, bouncedRecipients: recipients } }),
    ...(reject && { reject: { reason: text } }),
  }
}
