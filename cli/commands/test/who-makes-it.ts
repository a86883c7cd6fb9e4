import { type TestAsked, startTest } from '../../../shared/app/run/start-test.ts'
import { type TargetFlags, targetOf } from '../../arguments/target-flags.ts'
import { CannotDo } from '../../opened/cannot-do.ts'
import type { Viewing } from '../../opened/on-view.ts'
import { placesOf } from '../../opened/opened.ts'
import type { Surroundings } from '../../surroundings.ts'
import { type AskedRun, probingApi, startByApi } from './by-api.ts'
import { type OwnProbe, ownProbe } from './own-probe.ts'

export interface Maker {
  start(monitorId: string, asked: TestAsked): Promise<AskedRun>
  /** This process makes the runs. */
  own?: OwnProbe
}

/** A stack's probe; in a local mode the npm start that runs over it, else this process. Throws `CannotDo`. */
export async function whoMakesIt(
  { ports, opened }: Viewing,
  flags: TargetFlags,
  surroundings: Surroundings,
): Promise<Maker> {
  const { probes, runs, place } = opened
  const by =
    (made: Pick<OwnProbe, 'starter' | 'locations'>): Maker['start'] =>
    (monitorId, asked) =>
      startTest(monitorId, asked, { ...ports, ...made, runs })
  if (probes) return { start: by({ starter: probes.starter, locations: await placesOf(probes) }) }
  const target = await targetOf(flags, surroundings)
  if (target.kind === 'stack') throw new CannotDo(`${place} ${OLDER}`)
  const api = await probingApi(target.folder)
  if (api) return { start: (monitorId, asked) => startByApi(api, monitorId, asked) }
  const own = await ownProbe(opened, target.folder, surroundings)
  return { start: by(own), own }
}

const OLDER =
  'was deployed before there were tests on demand: npx cdk deploy brings them; roundtrip check ID makes a round trip from this machine'
