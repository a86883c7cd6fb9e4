import { EntryMore, Labelled } from '../parts/labelled.tsx'
import type { Plan } from './plan.ts'
import { DAY_NAMES } from './words.ts'

interface WhenFieldsProps {
  plan: Plan
  mistakesAt: (...paths: string[]) => string[]
  change: (changes: Partial<Plan>) => void
}

const WHEN = [
  ['now', 'Now'],
  ['once', 'Once, later'],
  ['weekly', 'Every week'],
] as const

const SPANS = [
  ['30', '30 min'],
  ['60', '1 h'],
  ['120', '2 h'],
  ['240', '4 h'],
  ['1440', '1 day'],
] as const

const WEEK = Object.keys(DAY_NAMES)

export function WhenFields({ plan, mistakesAt, change }: WhenFieldsProps) {
  return (
    <>
      <div class="entry">
        <span id="when-label">Begins</span>
        <div class="buttons" role="group" aria-labelledby="when-label">
          {WHEN.map(([when, words]) => (
            <button
              key={when}
              type="button"
              aria-pressed={plan.when === when}
              onClick={() => change({ when })}
            >
              {words}
            </button>
          ))}
        </div>
      </div>
      {plan.when === 'once' && (
        <Labelled id="plan-start" label="Day and time" mistakes={mistakesAt('start')}>
          {(described) => (
            <input
              {...described}
              type="datetime-local"
              value={plan.start}
              onInput={({ currentTarget: { value } }) => change({ start: value })}
            />
          )}
        </Labelled>
      )}
      {plan.when === 'weekly' && <Weekly plan={plan} mistakesAt={mistakesAt} change={change} />}
      {plan.when !== 'now' && <Zone plan={plan} mistakesAt={mistakesAt} change={change} />}
      <Labelled
        id="plan-minutes"
        label="Duration in minutes"
        mistakes={mistakesAt('durationMinutes')}
        help="At most 10080 (one week). A window may cross midnight."
      >
        {(described) => (
          <div class="buttons">
            <input
              {...described}
              type="text"
              inputMode="numeric"
              class="short"
              value={plan.minutes}
              onInput={({ currentTarget: { value } }) => change({ minutes: value })}
            />
            {SPANS.map(([minutes, words]) => (
              <button
                key={minutes}
                type="button"
                aria-pressed={plan.minutes === minutes}
                onClick={() => change({ minutes })}
              >
                {words}
              </button>
            ))}
          </div>
        )}
      </Labelled>
    </>
  )
}

function Weekly({ plan, mistakesAt, change }: WhenFieldsProps) {
  const toggle = (day: string) =>
    change({ days: WEEK.filter((one) => (one === day) !== plan.days.includes(one)) })
  return (
    <>
      <div class="entry">
        <span id="days-label">On</span>
        <div class="buttons days" role="group" aria-labelledby="days-label">
          {WEEK.map((day) => (
            <button
              key={day}
              type="button"
              aria-pressed={plan.days.includes(day)}
              onClick={() => toggle(day)}
            >
              {DAY_NAMES[day]}
            </button>
          ))}
        </div>
        <EntryMore mistakes={mistakesAt('days')} />
      </div>
      <Labelled id="plan-start" label="At" mistakes={mistakesAt('start')}>
        {(described) => (
          <input
            {...described}
            type="time"
            class="short"
            value={plan.clock}
            onInput={({ currentTarget: { value } }) => change({ clock: value })}
          />
        )}
      </Labelled>
    </>
  )
}

function Zone({ plan, mistakesAt, change }: WhenFieldsProps) {
  return (
    <Labelled
      id="plan-zone"
      label="Time zone"
      mistakes={mistakesAt('zone')}
      help="Zone of the times above; daylight saving time is applied."
    >
      {(described) => (
        <>
          <input
            {...described}
            list="zones"
            autocomplete="off"
            value={plan.zone}
            onInput={({ currentTarget: { value } }) => change({ zone: value })}
          />
          <datalist id="zones">
            {Intl.supportedValuesOf('timeZone').map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
        </>
      )}
    </Labelled>
  )
}
