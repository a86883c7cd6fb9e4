import { LambdaClient } from '@aws-sdk/client-lambda'

import { lambdaRunStarter } from '../../../shared/adapters/aws/lambda-run-starter.ts'
import { randomIds } from '../../../shared/adapters/random-ids.ts'
import { testNow } from '../../../shared/app/history/views/test-now.ts'
import { type TestRun, startTest } from '../../../shared/app/run/start-test.ts'
import { readProbes } from '../../../shared/core/aws/stack-outputs.ts'
import { SECOND } from '../../../shared/core/time/units.ts'
import type { DeployedStack } from '../account/stack.ts'

interface Watched {
  run: TestRun
  texts: string[]
  /** Looks that had something new while it ran. */
  looksWithNews: number
  last: NonNullable<Awaited<ReturnType<typeof testNow>>>
}

/** Tests on demand of this stack's monitors, by its own probes: how one is started and watched. */
export function demandedTests(stack: DeployedStack) {
  const probes = readProbes(stack.output('ProbeFunctions')) ?? {}
  const ports = {
    ...stack.ports,
    starter: lambdaRunStarter((region) => new LambdaClient({ ...(region && { region }) }), probes),
    locations: Object.keys(probes),
  }
  return {
    ports,
    async started(monitorId: string): Promise<TestRun> {
      const answer = await startTest(monitorId, { requestId: randomIds.token() }, ports)
      if (answer.kind !== 'started') throw new Error(`not started: ${JSON.stringify(answer)}`)
      return answer
    },
    /** Looks each second until it is over. */
    async watched(run: TestRun): Promise<Watched> {
      const texts: string[] = []
      let [cursor, looksWithNews] = [0, 0]
      for (;;) {
        const now = await testNow(run, ports, cursor)
        if (!now) throw new Error(`${run.ref} is not known`)
        cursor = now.cursor
        texts.push(...now.lines.map(({ text }) => text))
        if (now.state === 'done' || now.state === 'not-started')
          return { run, texts, looksWithNews, last: now }
        if (now.state === 'running' && now.lines.length > 0) looksWithNews += 1
        await new Promise((resolve) => setTimeout(resolve, SECOND))
      }
    },
  }
}
