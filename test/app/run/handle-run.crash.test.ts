import { describe, expect, test } from 'vitest'

import { handleRun } from '../../../shared/app/run/handle-run.ts'
import { ProbeError } from '../../../shared/app/ports/probe-error.ts'
import type { RunResult } from '../../../shared/core/run/run.ts'
import { runKeyOf } from '../../../shared/core/identity/run-key.ts'
import { listed } from '../../contracts/run-store/store-under-test.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { meetingPoint } from '../../support/worlds/meeting-point.ts'
import { type MailStep, evidenceFor, failing } from '../../support/memory/mail-steps.ts'
import {
  type CallName,
  type Fault,
  processUnderTest,
  withoutCount,
} from '../../support/processes/process-under-test.ts'
import { type Struck, mayPublishTwice } from '../../support/worlds/publish-window.ts'
import { DEFINITION, type RunWorld, runWorld } from '../../support/worlds/run-world.ts'
import { minutes, probing } from '../../support/worlds/watched-world.ts'
import { someOf } from '../../support/thorough.ts'

/** What the world is like when the run begins, and the alert that must follow when its verdict is reached. */
interface Scenario {
  title: string
  definition?: Record<string, unknown>
  prepare?: (world: RunWorld) => Promise<void> | void
  verdict: 'delivered' | 'lost' | 'junked'
  alert?: 'opened' | 'resolved'
}

const IMAP = { mailbox: { ...DEFINITION.mailbox, server: 'imap://mail.example.test' } }

const scenarios: readonly Scenario[] = [
  { title: 'a good run', verdict: 'delivered' },
  { title: 'a run whose message is lost', prepare: loseMail, verdict: 'lost', alert: 'opened' },
  { title: 'a run after a lost one', prepare: failBefore, verdict: 'delivered', alert: 'resolved' },
  { title: 'a good run over IMAP', definition: IMAP, prepare: stayOpen, verdict: 'delivered' },
  {
    title: 'a run whose message is junked',
    definition: IMAP,
    prepare: junkMail,
    verdict: 'junked',
    alert: 'opened',
  },
]

const SUBMIT = 'sender.session.submit'

/** What a run changes outside, and in which order. */
const SENDING = ['runs.claim', 'runs.replaceOpen', SUBMIT]
/** `sent` is written with the finding, or alone where nothing is found. */
const FINDING = ['runs.replaceOpen', 'mailbox.session.remove']
const RECORDING = ['runs.putLog', 'runs.putResult', 'runs.putState', 'runs.dropOpen']
const ALERTING = ['runs.putIncident', 'runs.putState', 'runs.putState', 'publisher.publish', 'runs.putState']
const CHANGES = [...SENDING, ...FINDING, ...RECORDING, ...ALERTING]

const faults: readonly Fault[] = ['dies before', 'dies after', 'answer lost']

const healings = [
  ['event and watchdog', byEventAndWatchdog, 0],
  ['the watchdog', byWatchdog, 1],
] as const

for (const [nth, scenario] of scenarios.entries()) {
  const calls = await callsOf(scenario)
  describe(scenario.title, () => {
    test('writes, sends and deletes in the order of the design', () => {
      const found = FINDING.slice(0, scenario.verdict === 'lost' ? 1 : 2)
      const changes = calls.map(withoutCount).filter((call) => CHANGES.includes(call))
      expect(changes).toEqual([...SENDING, ...found, ...RECORDING, ...(scenario.alert ? ALERTING : [])])
    })

    describe.each(healings)('healed by %s, a process', (_healing, heal, inTurn) => {
      describe.each(faults)('%s', (fault) => {
        // Of four scenarios beside one another, each takes calls that the others leave out.
        const first = inTurn + healings.length * (faults.indexOf(fault) + faults.length * nth)
        test.each(someOf(calls, 8 * healings.length * faults.length, first))('%s', async (at) => {
          const world = await worldOf(scenario)
          const atSubmit = fault === 'answer lost' && withoutCount(at) === SUBMIT
          // Only the adapter itself can lose this answer: it knows that the message may have been taken.
          if (atSubmit) world.mail.on('smtp.answer', failing('smtp.answer', { kind: 'connection-lost' }))
          const process = processUnderTest(world.ports, atSubmit ? undefined : { at, fault, lostAnswer })
          await world.clock.runUntil(
            Promise.race([handleRun(world.request, process.ports), process.death]).catch(() => undefined),
          )
          expect(process.calls, 'the fault struck').toContain(at)
          await heal(world)
          await expectAllIsWell(world, scenario, { at, fault, calls })
        })
      })

      describe('freezes before, and thaws when all is done,', () => {
        test.each(someOf(calls, 8 * healings.length, inTurn + healings.length * nth))('%s', async (at) => {
          const world = await worldOf(scenario)
          const { promise: thaw, resolve: wake } = Promise.withResolvers<undefined>()
          const process = processUnderTest(world.ports, { at, fault: 'freezes before', thaw })
          const sleeper = handleRun(world.request, process.ports).catch(() => undefined)
          await world.clock.advance(2 * MINUTE)
          await heal(world)
          wake(undefined)
          await world.clock.runUntil(sleeper)
          await expectAllIsWell(world, scenario, { at, fault: 'freezes before', calls })
        })
      })
    })

    describe('two at once meet', () => {
      test.each(someOf(calls, 5, nth))('%s', async (at) => {
        const world = await worldOf(scenario)
        const met = meetingPoint(at)
        const first = processUnderTest(world.ports, undefined, met.arrive)
        const second = processUnderTest(world.ports, undefined, met.arrive)
        const both = [first, second].map((one) => handleRun(world.request, one.ports).finally(met.leave))
        await world.clock.runUntil(Promise.all(both))
        await byEventAndWatchdog(world)
        await expectAllIsWell(world, scenario)
      })
    })
  })
}

async function callsOf(scenario: Scenario): Promise<readonly CallName[]> {
  const world = await worldOf(scenario)
  const process = processUnderTest(world.ports)
  await world.clock.runUntil(handleRun(world.request, process.ports))
  return process.calls
}

async function worldOf({ prepare, definition }: Scenario): Promise<RunWorld> {
  const world = await runWorld({ intervalMinutes: 15, ...definition })
  await prepare?.(world)
  world.published.length = 0
  world.mail.submissions.length = 0
  return world
}

function loseMail({ mail }: RunWorld): void {
  mail.transitMs = Infinity
}

function stayOpen({ mail }: RunWorld): void {
  mail.staysOpen = true
}

function junkMail(world: RunWorld): void {
  world.mail.junks = true
  world.mail.marks = 'X-Spam-Flag: YES\r\n'
  stayOpen(world)
}

async function failBefore(world: RunWorld): Promise<void> {
  loseMail(world)
  await world.clock.runUntil(handleRun(world.request, world.ports))
  await world.clock.advance(10 * MINUTE)
  world.mail.transitMs = 50
  world.request = { ...world.request, scheduledAt: world.request.scheduledAt + 10 * MINUTE }
}

/** Lambda's two retries, then the watchdog every minute. */
async function byEventAndWatchdog(world: RunWorld): Promise<void> {
  for (const wait of [1 * MINUTE, 2 * MINUTE]) {
    await world.clock.advance(wait)
    await world.clock.runUntil(handleRun(world.request, world.ports))
  }
  await byWatchdog(world)
}

/**
 * The event comes again only where no claim and no result stand: then nobody but the event knows of the run.
 */
async function byWatchdog(world: RunWorld): Promise<void> {
  const { clock, ports, runs, request } = world
  const key = runKeyOf(request)
  await clock.advance(1 * MINUTE)
  if (!(await runs.findOpen(key)) && !(await runs.findResult(key)))
    await clock.runUntil(handleRun(request, ports))
  expect(await minutes(world, 6, { starter: probing(world) })).toEqual([])
}

async function expectAllIsWell(world: RunWorld, scenario: Scenario, struck?: Struck): Promise<void> {
  const { runs, mail, published, request, clock } = world
  expect(mail.submissions.length, 'messages sent').toBeLessThanOrEqual(1)

  const result = await runs.findResult(runKeyOf(request))
  const verdict = result && verdictOf(result)
  const right = struck ? rightVerdict(mail.submissions.length > 0, scenario, struck) : scenario.verdict
  expect(verdict, 'the right verdict').toBe(right)
  expect(await runs.findOpen(runKeyOf(request)), 'nothing is left open').toBeUndefined()
  expect(await runs.due(clock.now(), 10), 'nothing is left due').toEqual([])

  const trail = await listed(runs.findTold(request.monitorId, { from: 0, before: Infinity }))
  const ids = trail.map(({ alertId }) => alertId)
  expect(ids, 'the trail knows each alert').toEqual(
    expect.arrayContaining(published.map(({ alertId }) => alertId)),
  )

  const alerts = published.map(({ attributes }) => attributes.transition)
  const owed = alertsOwed(scenario, right)
  if (struck && mayPublishTwice(struck)) expect([owed, [...owed, ...owed]]).toContainEqual(alerts)
  else expect(alerts).toEqual(owed)
}

/**
 * A message that was sent is looked for until the end, so its run has the scenario's verdict. Three things
 * change it: a mail server that hung up is itself the verdict; a message that is not known to have been sent
 * is not known to be lost; and what was never sent says nothing about the mail server.
 */
function rightVerdict(sent: boolean, { verdict }: Scenario, { at, fault, calls }: Struck): string {
  const call = withoutCount(at)
  if (fault === 'answer lost' && HUNG_UP.includes(call)) {
    return call === SUBMIT && verdict !== 'lost' ? verdict : 'failed'
  }
  if (!sent) return fault === 'answer lost' ? 'internal-error' : 'run-interrupted'
  const index = calls.indexOf(at)
  const submitted = index - calls.indexOf(`${SUBMIT} #1`)
  const written = index - calls.indexOf('runs.replaceOpen #2')
  const unknown = fault === 'dies after' ? submitted >= 0 && written < 0 : submitted > 0 && written <= 0
  return verdict === 'lost' && fault !== 'answer lost' && unknown ? 'run-interrupted' : verdict
}

function verdictOf({ outcome, reason, detail = '' }: RunResult): string | undefined {
  if (outcome === 'inconclusive') return reason
  return reason === 'message-junked' && detail.endsWith('X-Spam-Flag: YES') ? 'junked' : outcome
}

function alertsOwed({ alert, verdict }: Scenario, right: string): string[] {
  if (right === verdict) return alert ? [alert] : []
  return right === 'failed' && alert !== 'resolved' ? ['opened'] : []
}

/** A mail server whose answer is lost has hung up; a store or a topic whose answer is lost throws. */
function lostAnswer(call: CallName): Error {
  const step = MAIL_STEPS[withoutCount(call)]
  return step
    ? new ProbeError({ ...evidenceFor(step), kind: 'connection-lost' })
    : new Error(`no answer to ${call}`)
}

const MAIL_STEPS: Readonly<Record<string, MailStep>> = {
  'sender.open': 'smtp.open',
  'mailbox.logIn': 'mailbox.open',
  'mailbox.session.list': 'mailbox.list',
  'mailbox.session.listJunk': 'junk.list',
  'mailbox.session.header': 'mailbox.header',
  'mailbox.session.remove': 'mailbox.remove',
  'mailbox.session.settle': 'mailbox.settle',
}

/** Before the message is seen, these end the run when the server hangs up. */
const HUNG_UP = ['sender.open', 'sender.session.submit', 'mailbox.logIn']
