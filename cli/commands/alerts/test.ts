import { alertTopics, readAlertTopic } from '../../../shared/core/definition/topic-names.ts'
import { RUNBOOK } from '../../../shared/core/wording/alert-message.ts'
import type { MonitorAlert } from '../../../shared/core/judging/state.ts'
import { TEST_MONITOR_ID } from '../../../shared/core/judging/test-alert.ts'
import { tameLine } from '../../../shared/core/redaction/tame.ts'
import { type Millis, SECOND } from '../../../shared/core/time/units.ts'
import {
  type NotSent,
  type OwedTests,
  TEST_ALERT_TIMEOUT,
  type TestAlertRefusal,
  awaitTests,
  oweTests,
} from '../../../shared/app/alerts/test-alert.ts'
import type { Carry } from '../../application/command.ts'
import type { TargetFlags } from '../../arguments/target-flags.ts'
import { UsageError } from '../../arguments/usage-error.ts'
import type { Opened } from '../../opened/opened.ts'
import { CannotDo } from '../../opened/cannot-do.ts'
import { refusalOf } from '../../opened/refusals.ts'
import type { Surroundings } from '../../surroundings.ts'
import { sayWhomItReached } from './deliveries.ts'
import { onTarget } from '../../opened/on-target.ts'

export interface TestFlags extends TargetFlags {
  topic: string | undefined
}

type Asked = [monitorId: string | undefined]

export const test: Carry<TestFlags, Asked> = (surroundings, flags, monitorId) => {
  refuseNoTopic(flags.topic)
  return sendTests(surroundings, flags, monitorId)
}

function refuseNoTopic(topic: string | undefined): void {
  const read = topic === undefined ? undefined : readAlertTopic(topic)
  if (read && !read.ok) throw new UsageError(`--topic: ${read.message}`)
}

const sendTests = onTarget<TestFlags, Asked>(
  'running',
  async (opened, surroundings, { topic }, monitorId) => {
    const { out, err, clock, ids } = surroundings
    const { monitors, runs, source, isOwn, place } = opened
    const topics = opened.topics ?? (await localTopics(opened, surroundings))
    const ports = { clock, ids, runs, monitors, definitionSource: source, ...(isOwn && { isOwn }) }
    const request = {
      ...(monitorId !== undefined && { monitorId }),
      ...(topic !== undefined && { topic }),
      ...(topics && { topics }),
    }
    const tests = await oweTests(request, ports)
    if (tests.kind !== 'owed') throw new CannotDo(await refusal(tests, opened))
    const began = clock.monotonicMs()
    const since = () => `${seconds(clock.monotonicMs() - began)} s`
    for (const one of tests.alerts)
      out.write(`test alert ${one.alertId} to topic ${one.topic}: ${owedWords(tests, place)}\n`)
    out.write(
      `waiting for the watchdog, which runs every minute, at most ${seconds(TEST_ALERT_TIMEOUT)} s …\n`,
    )
    const notSent = await awaitTests(tests, ports, (one) =>
      out.write(`published after ${since()}: alert ${one.alertId} to topic ${one.topic}\n`),
    )
    for (const [one, why] of notSent) err.write(`roundtrip: ${failure(one, why, opened)}\n`)
    const sent = tests.alerts.filter((one) => !notSent.has(one))
    const reached = await sayWhomItReached(sent, opened, surroundings)
    return notSent.size === 0 && reached ? 0 : 1
  },
)

/** Those of the settings that npm start reads too; a deployed stack that is silent about its own has any. */
async function localTopics(
  { source }: Opened,
  { settings }: Pick<Surroundings, 'settings'>,
): Promise<readonly string[] | undefined> {
  return source === 'local-table' ? alertTopics((await settings()).topics) : undefined
}

function owedWords({ monitorId }: OwedTests, place: string): string {
  return monitorId === TEST_MONITOR_ID ? `owed in ${place}` : `owed by ${tameLine(monitorId)} in ${place}`
}

async function refusal(refused: TestAlertRefusal, opened: Opened): Promise<string> {
  switch (refused.kind) {
    case 'no-monitor':
      return refusalOf(refused.monitorId, refused, opened)
    case 'tells-nobody':
      return `no policy of ${tameLine(refused.monitorId)} sends failures (onError); --topic NAME tests a topic`
    case 'no-topic':
      return `there is no topic "${tameLine(refused.topic)}" in ${opened.place}; topics: ${refused.topics.join(', ')}`
    default:
      return refused satisfies never
  }
}

/** What to look at, in the words of the page that explains it. */
function failure({ alertId, topic }: MonitorAlert, why: NotSent, { source, place }: Opened): string {
  const alert = `alert ${alertId} to topic ${topic}`
  const local = source === 'local-table'
  switch (why) {
    case 'nobody-came': {
      const look = local
        ? 'does npm start still run, and say "problem:"?'
        : `see watchdog-not-running in ${RUNBOOK}: its rule is disabled, or the function fails`
      return `${alert} was not published within ${seconds(TEST_ALERT_TIMEOUT)} s and is withdrawn: the watchdog of ${place} did not pick it up; ${look}`
    }
    case 'not-published': {
      const look = local
        ? 'npm start says why after "problem:"'
        : `its log says why ("not done in this pass"), see overdue-items in ${RUNBOOK}`
      return `${alert} was not published within ${seconds(TEST_ALERT_TIMEOUT)} s and is withdrawn: the watchdog tried and failed; ${look}`
    }
    case 'under-way':
      return `${alert} is only now being published, after more than ${seconds(TEST_ALERT_TIMEOUT)} s: it may still arrive`
    default:
      return why satisfies never
  }
}

function seconds(ms: Millis): number {
  return Math.round(ms / SECOND)
}
