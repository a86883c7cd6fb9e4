import { GetEventSourceMappingCommand, type LambdaClient } from '@aws-sdk/client-lambda'

import type { EventSource } from '../../app/ports/account-facts.ts'
import { tameLine } from '../../core/redaction/tame.ts'

/** One event source mapping by its UUID; `missing` where there is none. Throws what else the client throws. */
export async function lambdaEventSource(
  client: LambdaClient,
  /** `kind`: what it read, where it is missing. */
  { id, kind }: Pick<EventSource, 'id' | 'kind'>,
): Promise<EventSource> {
  try {
    const { State, StateTransitionReason, LastProcessingResult, EventSourceArn } = await client.send(
      new GetEventSourceMappingCommand({ UUID: id }),
    )
    return {
      id,
      kind: kindOf(EventSourceArn),
      state: State ?? 'unknown',
      ...(StateTransitionReason !== undefined && { reason: tameLine(StateTransitionReason) }),
      ...(LastProcessingResult !== undefined && { lastResult: tameLine(LastProcessingResult) }),
    }
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException')
      return { id, kind, state: 'missing' }
    throw error
  }
}

function kindOf(arn = ''): EventSource['kind'] {
  const [, , service] = arn.split(':')
  return service === 'dynamodb' ? 'stream' : service === 'sqs' ? 'queue' : 'other'
}
