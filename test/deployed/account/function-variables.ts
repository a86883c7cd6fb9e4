import {
  GetFunctionConfigurationCommand,
  LambdaClient,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda'

import type { Millis } from '../../../shared/core/time/units.ts'

export interface ChangedFunction {
  /**
   * The next invocations start in new processes, which know of nothing: no secret, and no failures, of which
   * the SDK's clients remember so many that after some dozen calls that failed for good they try none again.
   */
  newProcesses(): Promise<void>
  /** Leaves it as it was. */
  restore(): Promise<void>
}

/** Gives a deployed function these environment variables besides its own, in new processes from now on. */
export async function withVariables(
  FunctionName: string,
  variables: Readonly<Record<string, string>>,
  region?: string,
): Promise<ChangedFunction> {
  const client = new LambdaClient(region === undefined ? {} : { region })
  const { Environment } = await client.send(new GetFunctionConfigurationCommand({ FunctionName }))
  const own = Environment?.Variables ?? {}
  let changes = 0

  async function set(Variables: Record<string, string>): Promise<void> {
    await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables } }))
  }

  await set({ ...own, ...variables })
  return {
    newProcesses: () => set({ ...own, ...variables, CHANGED_TIMES: String((changes += 1)) }),
    restore: () => set(own),
  }
}

/**
 * As the SDK spells its clients in names of variables; a client's own variable comes before AWS_ENDPOINT_URL.
 */
const CLIENTS = ['CLOUDFORMATION', 'DYNAMODB', 'LAMBDA', 'SCHEDULER', 'SECRETS_MANAGER', 'SNS', 'SQS', 'SSM']

/** The variables that lead every call of a function to this endpoint. */
export function endpointVariables(url: string): Record<string, string> {
  return Object.fromEntries(CLIENTS.map((name) => [`AWS_ENDPOINT_URL_${name}`, url]))
}

/** The variable that makes Node run this module in each new process, before the function is loaded. */
export function preloading(script: string): Record<string, string> {
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(script)}` }
}

/** The variable that sets its clock to the nearest full so many: the SDK minds a greater difference. */
export function clockAtNearest(every: Millis): Record<string, string> {
  const aheadMs = Math.round(Date.now() / every) * every - Date.now()
  return preloading(`const now = Date.now; Date.now = () => now() + ${String(aheadMs)}`)
}
