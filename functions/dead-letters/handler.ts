import type { SQSBatchResponse } from 'aws-lambda'

import { type AbandonPorts, abandonRun } from '../../shared/app/run/abandon-run.ts'
import type { RunRequest } from '../../shared/core/run/run.ts'
import type { JsonLog } from '../runtime/json-log.ts'
import { causesOf } from '../runtime/causes-of.ts'
import { logErrors } from '../runtime/log-errors.ts'
import type { Metrics } from '../runtime/metrics.ts'
import { settle, summaryOf } from '../runtime/run-summary.ts'
import { parseEvent } from './parse-event.ts'
import { type ReadAt, readDeadLetter } from './read-dead-letter.ts'
import { type RuledMonitors, ruledMonitors } from './ruled-monitors.ts'

export interface DeadLettersHandlerOptions extends ReadAt {
  ports: AbandonPorts
  log: JsonLog
  metrics: Metrics
}

/** One message of the queue, read as far as it can be. */
interface Letter {
  messageId: string
  request: RunRequest
  detail: string
}

/**
 * The handler of the dead letters' queue: each letter ends as the inconclusive result of its run. What
 * failed, and nothing else, is answered as failed: SQS hands it over again, and puts aside what fails five
 * times (AWS Lambda, "Reporting batch item failures").
 */
export function deadLettersHandler({ ports, log, metrics, ...readAt }: DeadLettersHandlerOptions) {
  return logErrors(log, handle, 'dead letters not handled')

  async function handle(event: unknown): Promise<SQSBatchResponse> {
    const failed = new Set<string>()
    const rules = ruledMonitors(readAt.stackName, ports.monitors)

    async function trying<T>(messageId: string, work: () => Promise<T>): Promise<T | undefined> {
      try {
        return await work()
      } catch (error) {
        failed.add(messageId)
        log.write('ERROR', 'dead letter not handled', { messageId, error: causesOf(error).join(' < ') })
        return undefined
      }
    }

    const read = await Promise.all(
      parseEvent(event).map((record) => trying(record.messageId, () => readLetter(record, rules))),
    )
    // One after another for each monitor, the earliest run first: a later one that was judged makes an
    // earlier one history.
    const letters = read.filter((letter) => letter !== undefined)
    const byMonitor = Object.values(Object.groupBy(letters, ({ request }) => request.monitorId))
    await Promise.all(
      byMonitor.map(async (ofOne = []) => {
        for (const letter of ofOne.sort((a, b) => a.request.scheduledAt - b.request.scheduledAt)) {
          await trying(letter.messageId, () => abandon(letter))
        }
      }),
    )
    return { batchItemFailures: [...failed].map((itemIdentifier) => ({ itemIdentifier })) }
  }

  /** `undefined` for a rule whose monitor has gone: its run is nobody's any more. */
  async function readLetter(
    record: { messageId: string },
    rules: RuledMonitors,
  ): Promise<Letter | undefined> {
    const { messageId } = record
    const { run, detail } = readDeadLetter(record, readAt)
    if ('trialId' in run) {
      // Who asked for it sees that it did not start.
      log.write('INFO', 'dead letter handled', { kind: 'trial', messageId, trialId: run.trialId })
      return undefined
    }
    if (!('ruleName' in run)) return { messageId, request: run, detail }
    const monitorId = await rules.find(run.ruleName)
    if (monitorId !== undefined) return { messageId, request: run.requestOf(monitorId), detail }
    log.write('INFO', 'dead letter handled', { kind: 'no-monitor', messageId, ruleName: run.ruleName })
    return undefined
  }

  async function abandon({ messageId, request, detail }: Letter): Promise<void> {
    const handled = await abandonRun(request, detail, ports)
    log.write('INFO', 'dead letter handled', { messageId, ...summaryOf(request, handled) })
    settle(handled, metrics)
  }
}
