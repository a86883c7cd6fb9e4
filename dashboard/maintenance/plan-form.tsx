import { useSignal } from '@preact/signals'

import type { EpochMs } from '../../shared/core/time/units.ts'
import type { ListedWindow, MonitorNow } from '../api/answers.ts'
import { Refused, ask } from '../api/ask.ts'
import { refresh } from '../api/kept-answer.ts'
import { Labelled } from '../parts/labelled.tsx'
import { Problem } from '../parts/states.tsx'
import { Owners } from './owners.tsx'
import { type Plan, bodyOf, isForNobody, newPlan } from './plan.ts'
import { WhenFields } from './when-fields.tsx'
import { ownerOf, stateWords } from './words.ts'

interface PlanFormProps {
  monitors: readonly MonitorNow[]
  /** Chosen already, as by a link of a monitor's page. */
  chosen: readonly string[]
  now: EpochMs
  zone: string
  denied: string | undefined
}

/** A window, from now on or later: for whom, when, how long, and what it does. */
export function PlanForm({ monitors, chosen, now, zone, denied }: PlanFormProps) {
  const [only] = monitors
  const usual = chosen.length === 0 && monitors.length === 1 && only ? [only.monitorId] : chosen
  const plan = useSignal(newPlan(usual, zone))
  const refused = useSignal<Refused | undefined>(undefined)
  const planned = useSignal('')
  const isSending = useSignal(false)
  const wasSent = useSignal(false)
  const isMissing = wasSent.value && isForNobody(plan.value)
  const change = (changes: Partial<Plan>) => (plan.value = { ...plan.value, ...changes })
  const problems = refused.value?.problems ?? []
  const mistakesAt = (...paths: string[]) =>
    problems
      .filter(({ path }) => paths.some((one) => path === one || path.startsWith(`${one}[`)))
      .map(({ message }) => message)

  async function send() {
    wasSent.value = true
    if (isForNobody(plan.peek())) return
    isSending.value = true
    refused.value = undefined
    planned.value = ''
    try {
      const { body } = await ask<{ items: readonly ListedWindow[] }>('/maintenance', {
        method: 'POST',
        body: bodyOf(plan.peek()),
      })
      planned.value = body.items.map((one) => `${ownerOf(one)}: ${stateWords(one, now, zone)}`).join('; ')
      refresh('/maintenance', '/overview', '/monitors')
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      refused.value = error
    } finally {
      isSending.value = false
    }
  }

  return (
    <form
      class="plan panel"
      aria-labelledby="plan-title"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <h2 id="plan-title">Add maintenance</h2>
      <fieldset class="panel-inside" disabled={denied !== undefined}>
        <legend class="unseen">Window</legend>
        <Owners
          plan={plan.value}
          monitors={monitors}
          mistakes={isMissing ? ['choose at least one monitor'] : mistakesAt('monitors', 'tag')}
          change={change}
        />
        <WhenFields plan={plan.value} mistakesAt={mistakesAt} change={change} />
        <Labelled id="plan-mode" label="During the window" mistakes={mistakesAt('mode')}>
          {(described) => (
            <select
              {...described}
              value={plan.value.mode}
              onChange={({ currentTarget: { value } }) => change({ mode: value as Plan['mode'] })}
            >
              <option value="mute">Run tests, send no alerts</option>
              <option value="pause">Run no tests</option>
            </select>
          )}
        </Labelled>
        <Labelled id="plan-note" label="Note" mistakes={mistakesAt('note')} help="For your team.">
          {(described) => (
            <input
              {...described}
              autocomplete="off"
              value={plan.value.note}
              onInput={({ currentTarget: { value } }) => change({ note: value })}
            />
          )}
        </Labelled>
        <p class="buttons">
          <button type="submit" class="primary" disabled={denied !== undefined || isSending.value}>
            {plan.value.when === 'now' ? 'Start now' : 'Add the window'}
          </button>
          <span role="status">{planned.value}</span>
          {denied !== undefined && <span class="quiet">{denied}</span>}
        </p>
        {refused.value && !isShown(refused.value) && <Problem refused={refused.value} />}
      </fieldset>
    </form>
  )
}

const FIELDS = /^(monitors|tag|start|days|durationMinutes|zone|mode|note)\b/

/** Each mistake stands beside its field. */
function isShown({ problems }: Refused): boolean {
  return problems.length > 0 && problems.every(({ path }) => FIELDS.test(path))
}
