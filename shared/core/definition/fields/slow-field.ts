import * as v from 'valibot'

import type { SlowThresholds } from '../../run/slow-parts.ts'
import { MAILBOX_PHASES, SENDING_PHASES } from '../../time/phases.ts'
import { field, section } from './fields.ts'

/** No run lasts longer than the longest timeout. */
const MOST_SECONDS = 300

const seconds = v.optional(
  field<number>(
    `a number of seconds above 0, at most ${MOST_SECONDS}`,
    (value) => typeof value === 'number' && value > 0 && value <= MOST_SECONDS,
    { type: 'number', exclusiveMinimum: 0, maximum: MOST_SECONDS },
  ),
)

function phases(names: readonly string[]) {
  const what = `an object of phases and seconds, as { ${names[0] ?? ''}: 2 }`
  return v.optional(
    section(what, Object.fromEntries(names.map((name) => [name, seconds]))) as v.GenericSchema<
      unknown,
      Readonly<Record<string, number | undefined>>
    >,
  )
}

/** Results and alerts call a phase `smtp.connect`; here it stands within its side. */
function sidesOf(name: string): string | undefined {
  const [, side, phase = name] = /^(?:(smtp|mailbox)\.)?(.*)$/.exec(name) ?? []
  const sides = [
    ...(side !== 'mailbox' && SENDING_PHASES.some((one) => one === phase) ? [`smtp: { ${phase}: 2 }`] : []),
    ...(side !== 'smtp' && MAILBOX_PHASES.some((one) => one === phase) ? [`mailbox: { ${phase}: 2 }`] : []),
  ]
  return sides.length > 0 ? sides.join(' or ') : undefined
}

/**
 * The field `slow`: thresholds for the whole trip and single phases, as `{ roundTrip: 30, smtp: { connect: 2
 * } }`.
 */
export const slowField = v.pipe(
  section(
    'an object as { roundTrip: 30 }',
    {
      roundTrip: seconds,
      transit: seconds,
      smtp: phases(SENDING_PHASES),
      mailbox: phases(MAILBOX_PHASES),
    },
    sidesOf,
  ),
  v.transform(({ smtp = {}, mailbox = {}, ...whole }): SlowThresholds => {
    const flat = [
      ...Object.entries(whole),
      ...Object.entries(smtp).map(([phase, limit]) => [`smtp.${phase}`, limit] as const),
      ...Object.entries(mailbox).map(([phase, limit]) => [`mailbox.${phase}`, limit] as const),
    ]
    return Object.fromEntries(flat.flatMap(([name, limit]) => (limit === undefined ? [] : [[name, limit]])))
  }),
)
