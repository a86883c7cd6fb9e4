import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda'
import * as v from 'valibot'

import { sleep } from '../../app/concurrency/timing.ts'
import type { Clock } from '../../app/ports/clock.ts'
import type { Renewal, RenewalStarter, TokenRenewer } from '../../app/ports/token-renewal.ts'
import { referenceText } from '../../core/definition/fields/secret-reference.ts'
import { tameLine } from '../../core/redaction/tame.ts'
import type { GrantReason } from '../../core/run/statuses.ts'
import { type Millis, SECOND } from '../../core/time/units.ts'
import { growing } from '../growing-words.ts'
import { awsRefusal } from './aws-refusal.ts'
import { parsedJson } from '../../core/redaction/parsed-json.ts'

const FIRST_GAP: Millis = 1 * SECOND
const LONGEST_GAP: Millis = 8 * SECOND

export interface LambdaTokenRenewerOptions {
  /** Tries once: what fails is tried again here, for as long as the caller waits. */
  client: LambdaClient
  /** The `tokens` function, by its ARN. */
  functionArn: string
  clock: Clock
  /** From 0 to 1, evenly. */
  random?: () => number
}

const named = { fullName: v.string(), problem: v.string() }
const renewal: v.GenericSchema<unknown, Renewal> = v.variant('kind', [
  v.object({ kind: v.literal('kept'), issuedAt: v.number() }),
  v.object({ kind: v.literal('refused'), reason: growing<GrantReason>(), detail: v.string() }),
  v.object({ kind: v.picklist(['missing', 'forbidden', 'unreadable']), ...named }),
])

/**
 * Has the stack's `tokens` function renew a token, and waits for its answer until the signal fires. A function that
 * is throttled, cannot be reached or ends with an error is asked again, at gaps that double, each drawn at random.
 * Never throws: a signal that fires is `token-endpoint-unavailable`, with what went wrong last.
 */
export function lambdaTokenRenewer(options: LambdaTokenRenewerOptions): TokenRenewer {
  const { client, functionArn, clock, random = Math.random } = options
  const fullName = `Lambda function ${functionArn.split(':').at(-1) ?? functionArn}`

  async function invoke(event: object, signal: AbortSignal): Promise<Renewal> {
    const command = new InvokeCommand({
      FunctionName: functionArn,
      InvocationType: 'RequestResponse',
      Payload: JSON.stringify(event),
    })
    const { FunctionError, Payload } = await client.send(command, { abortSignal: signal })
    const text = Payload?.transformToString() ?? ''
    if (FunctionError !== undefined) throw new Error(`it ended with ${errorTypeIn(text)}`)
    const answer = v.safeParse(renewal, parsedJson(text))
    if (!answer.success) throw new Error('its answer is none that this version knows')
    return answer.output
  }

  return {
    async renew(grant, signal, wish = {}) {
      const event = { grant: referenceText(grant), ...wish }
      const isOver = () => signal.aborted
      let problem = 'it did not answer in time'
      for (let gap = FIRST_GAP; !isOver(); gap = Math.min(2 * gap, LONGEST_GAP)) {
        try {
          return await invoke(event, signal)
        } catch (error) {
          const refusal = awsRefusal(error)
          if (refusal !== undefined) {
            return { kind: 'forbidden', fullName, problem: `may not be invoked: ${refusal}` }
          }
          if (!isOver()) problem = tameLine(String(error))
          await sleep(clock, random() * gap, signal)
        }
      }
      const detail = `no access token: ${fullName}: ${problem}`
      return { kind: 'refused', reason: 'token-endpoint-unavailable', detail }
    },
  }
}

/** Hands a renewal to the `tokens` function, which Lambda then calls, and does not wait for it. */
export function lambdaRenewalStarter(client: LambdaClient, functionArn: string): RenewalStarter {
  return {
    async start(grant) {
      const Payload = JSON.stringify({ grant: referenceText(grant) })
      await client.send(new InvokeCommand({ FunctionName: functionArn, InvocationType: 'Event', Payload }))
    },
  }
}

/** As `Sandbox.Timedout`; its message is in the function's own log. */
function errorTypeIn(text: string): string {
  const error = v.safeParse(v.object({ errorType: v.string() }), parsedJson(text))
  return error.success ? tameLine(error.output.errorType) : 'an error'
}
