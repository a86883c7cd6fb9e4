import type { TestRun } from '../../../shared/app/run/start-test.ts'
import { describeProblem } from '../../../shared/core/definition/parse-monitor.ts'
import type { Outcome } from '../../../shared/core/run/run.ts'
import { findRun } from '../../opened/find-run.ts'
import { type Viewing, onView } from '../../opened/on-view.ts'
import { noMonitor } from '../../opened/refusals.ts'
import type { ViewFlags } from '../../opened/view-flags.ts'
import type { Surroundings } from '../../surroundings.ts'
import { printJson } from '../../terminal/answer.ts'
import { writeFacts } from '../../terminal/facts.ts'
import { writeLine } from '../../terminal/words.ts'
import { runFacts } from '../show/run-facts.ts'
import { followTest } from './follow-test.ts'
import { showCommand } from './show-command.ts'
import { type Maker, whoMakesIt } from './who-makes-it.ts'

export interface TestFlags extends ViewFlags {
  from: string | undefined
  noWait: boolean
}

const EXIT: Readonly<Record<Outcome['kind'], number>> = { delivered: 0, failed: 1, lost: 1, inconclusive: 3 }
const NOT_MADE = 3
const STOPPED = 130

export const test = onView(
  async (viewing, surroundings: Surroundings, flags: TestFlags, monitorId: string) => {
    const maker = await whoMakesIt(viewing, flags, surroundings)
    const { own } = maker
    const run = await start(monitorId, viewing, surroundings, flags, maker)
    if (!run) return NOT_MADE
    const next = await showCommand(run.ref, flags, surroundings)
    if (flags.noWait && !own) return tellAsked(run, next, flags, surroundings)
    const last = await followTest(run, { viewing, surroundings, json: flags.json, own })
    if (last?.state === 'done') return tellResult(run, next, viewing, surroundings, flags)
    if (last) surroundings.err.write(`roundtrip: ${last.sentence}\n`)
    else
      surroundings.err.write(`stopped watching; ${own ? 'the run was ended' : 'the run goes on'}: ${next}\n`)
    return last ? NOT_MADE : STOPPED
  },
)

/** `undefined`: it is said why there is no run. */
async function start(
  monitorId: string,
  { opened, zone }: Viewing,
  { err, ids }: Surroundings,
  { from }: TestFlags,
  maker: Maker,
): Promise<TestRun | undefined> {
  const asked = { requestId: ids.token(), zone, ...(from !== undefined && { location: from }) }
  const started = await maker.start(monitorId, asked)
  switch (started.kind) {
    case 'no-monitor':
      throw await noMonitor(monitorId, opened)
    case 'refused':
    case 'not-started': {
      const problems = 'problems' in started ? (started.problems ?? []) : []
      for (const problem of problems) err.write(`${describeProblem(problem)}\n`)
      err.write(`roundtrip: ${started.message}\n`)
      return undefined
    }
    case 'started':
    case 'joined':
      for (const problem of started.problems)
        err.write(`the row has a mistake, so what it said before is tested: ${describeProblem(problem)}\n`)
      return started
    default:
      return started satisfies never
  }
}

function tellAsked(run: TestRun, next: string, { json }: TestFlags, { out }: Surroundings): number {
  if (json) printJson(out, 'roundtrip.test/1', run)
  else writeLine(out, `${run.kind === 'joined' ? 'under way already' : 'asked for'}: ${next}`)
  return 0
}

async function tellResult(
  { ref }: TestRun,
  next: string,
  viewing: Viewing,
  { out }: Surroundings,
  { json }: TestFlags,
): Promise<number> {
  const view = await findRun(ref, viewing)
  if (json) printJson(out, 'roundtrip.run/1', view)
  else {
    writeLine(out)
    writeFacts(out, view.sentence, runFacts(view, viewing.zone))
    writeLine(out)
    writeLine(out, next)
  }
  return EXIT[view.run.outcome]
}
