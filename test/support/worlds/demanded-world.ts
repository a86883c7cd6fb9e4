import { testNow } from '../../../shared/app/history/views/test-now.ts'
import type { RunStarter } from '../../../shared/app/ports/run-starter.ts'
import { handleRun } from '../../../shared/app/run/handle-run.ts'
import {
  type StartTestPorts,
  type TestAsked,
  type TestRun,
  startTest,
} from '../../../shared/app/run/start-test.ts'
import type { RunKey, RunRequest } from '../../../shared/core/run/run.ts'
import { type RunWorld, runWorld } from './run-world.ts'

/** A world whose probe makes the runs that it was asked for when it is told to, and not before. */
export interface DemandedWorld extends RunWorld {
  asked: RunRequest[]
  ask(change?: Partial<TestAsked>, monitorId?: string): ReturnType<typeof startTest>
  /** The same where a test was started or joined. */
  started(change?: Partial<TestAsked>): Promise<TestRun>
  /** Begins the runs asked for since; resolves when they are over. */
  make(): Promise<unknown>
  /** How the run goes, since the cursor. */
  now(run: RunKey, after?: number): ReturnType<typeof testNow>
  testPorts: StartTestPorts
}

/** What it takes is what `runWorld` takes. */
export async function demandedWorld(...taken: Parameters<typeof runWorld>): Promise<DemandedWorld> {
  const world = await runWorld(...taken)
  const asked: RunRequest[] = []
  const starter: RunStarter = { start: (request) => Promise.resolve(void asked.push(request)) }
  const testPorts = { ...world.ports, starter, locations: ['local', 'eu-west-1'] }
  let made = 0
  const ask: DemandedWorld['ask'] = (wish = {}, monitorId = 'inbox') =>
    startTest(monitorId, { requestId: 'request-1', ...wish }, testPorts)
  return {
    ...world,
    asked,
    testPorts,
    ask,
    async started(wish) {
      const answer = await ask(wish)
      if (answer.kind !== 'started' && answer.kind !== 'joined')
        throw new Error(`not started: ${answer.kind}`)
      return answer
    },
    make() {
      const requests = asked.slice(made)
      made = asked.length
      return Promise.all(requests.map((request) => handleRun(request, world.ports)))
    },
    now: (run, after) => testNow(run, world.ports, after),
  }
}
