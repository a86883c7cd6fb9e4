import { parseMonitor } from '../../core/definition/parse-monitor.ts'
import { START_WITHIN } from '../../core/run/asked-test.ts'
import type { RunResult } from '../../core/run/run.ts'
import { type Trial, trialKey } from '../../core/run/trial.ts'
import { SECOND } from '../../core/time/units.ts'
import type { HandleOptions, RunPorts } from '../ports/run-ports.ts'
import type { LiveNewsStore } from '../ports/stores/live-news.ts'
import type { TrialStore } from '../ports/stores/trials.ts'
import { boundSecrets, boundTokens } from '../probe/bound-secrets.ts'
import { withSender } from '../monitors/with-sender.ts'
import { type TestMessage, checkMonitor } from './check-monitor.ts'
import { liveWriter } from './live-writer.ts'

export interface TrialPorts extends Pick<
  RunPorts,
  | 'clock'
  | 'ids'
  | 'secrets'
  | 'tokens'
  | 'mail'
  | 'mailEvents'
  | 'senderAddress'
  | 'definitionSource'
  | 'topics'
  | 'builtInSender'
  | 'senderOf'
> {
  runs: TrialStore & LiveNewsStore
}

export type HandledTrial =
  | { kind: 'ended'; result: RunResult }
  /** It is gone, or too old for anybody to wait for it. */
  | { kind: 'no-trial' }
  /** Another process has begun it: a trial is begun once. */
  | { kind: 'under-way' }

/**
 * Makes the run of a trial that stands in the store, once, whoever asks how often. It deletes its own message
 * and no other, stores no result but in the trial, and judges nothing. Throws what the store throws.
 */
export async function runTrial(
  trialId: string,
  ports: TrialPorts,
  options: HandleOptions = {},
): Promise<HandledTrial> {
  const { runs, clock } = ports
  const asked = await runs.findTrial(trialId)
  const startedAt = clock.now()
  if (!asked || startedAt - asked.askedAt > START_WITHIN) return { kind: 'no-trial' }
  const parsed = parseMonitor(asked.definition, ports.definitionSource, ports)
  if (!parsed.ok) return { kind: 'no-trial' }
  const monitor = withSender(parsed.monitor, ports)
  const until = startedAt + monitor.timeoutSeconds * SECOND
  const begun: Trial = { ...asked, stage: 'begun', startedAt, until }
  if (asked.stage !== 'asked' || !(await runs.replaceTrial(begun, 'asked'))) return { kind: 'under-way' }

  const live = liveWriter({ ...trialKey(trialId), attempts: 1 }, ports)
  try {
    const { result, message } = await checkMonitor(
      monitor,
      {
        ...ports,
        secrets: boundSecrets(ports.secrets),
        ...(ports.tokens && { tokens: boundTokens(ports.tokens) }),
      },
      { ...options, location: asked.location, onPhase: live.onPhase, onLog: live.follow },
    )
    await live.end()
    await runs.replaceTrial({ ...begun, stage: 'ended', result, ...leftOf(message) }, 'begun')
    return { kind: 'ended', result }
  } finally {
    live.stop()
  }
}

function leftOf(message: TestMessage): Pick<Trial, 'leftToken'> {
  return message.kind === 'left' ? { leftToken: message.token } : {}
}
