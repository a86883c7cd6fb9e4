import { STACK_CHECKS, STORE_CHECKS } from '../../../shared/app/doctor/checks.ts'
import { type Examined, examine, isWell } from '../../../shared/app/doctor/examine.ts'
import { type TargetFlags, targetOf } from '../../arguments/target-flags.ts'
import { doctorPorts } from '../../opened/doctor/doctor-ports.ts'
import type { Opened } from '../../opened/opened.ts'
import { storeProblem } from '../../opened/store-problem.ts'
import { withOpened } from '../../opened/with-opened.ts'
import type { Surroundings } from '../../surroundings.ts'
import { printJson } from '../../terminal/answer.ts'
import { type ToldCheck, writeChecks } from './write-checks.ts'

/** `doctor`: every check of a stack, or those that one machine has. */
export async function doctor(
  surroundings: Surroundings,
  flags: TargetFlags & { json: boolean },
): Promise<number> {
  const { out, clock, needs } = surroundings
  const target = await targetOf(flags, surroundings)
  return withOpened(target, 'there', surroundings, async (opened) => {
    const asked = doctorPorts(opened, target, clock)
    const examined =
      asked.kind === 'stack'
        ? await examine(STACK_CHECKS, asked.ports)
        : await examine(STORE_CHECKS, asked.ports)
    const checks = examined.map((one) => told(one, opened, needs))
    const { place } = opened
    if (flags.json) printJson(out, 'roundtrip.doctor/1', { place, items: checks.map(answered) })
    else writeChecks(out, place, checks)
    return isWell(examined) ? 0 : 1
  })
}

function told({ unanswered, ...rest }: Examined, opened: Opened, needs: Surroundings['needs']): ToldCheck {
  return {
    ...rest,
    unanswered: unanswered.map(({ asked, error }) => {
      const why = storeProblem(error, opened.place, { stackName: opened.stackName, needs })
      // A mistake of ours, and no answer of AWS.
      if (why === undefined) throw error
      return { asked, why }
    }),
  }
}

function answered({ check, findings, unanswered }: ToldCheck) {
  return { check, findings, unanswered }
}
