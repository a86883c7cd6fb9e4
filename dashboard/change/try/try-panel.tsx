import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'

import type { StartedTrial, TrialNow } from '../../api/answers.ts'
import { type Refused, ask } from '../../api/ask.ts'
import { Problem } from '../../parts/states.tsx'
import { LiveDialogue } from '../../run/live/live-dialogue.tsx'
import { isOver, useProgress } from '../../run/live/use-progress.ts'
import { type Draft, isSame } from '../form/draft.ts'
import type { Form } from '../form/form.ts'
import { guarded, isWithoutMistakes, storePasswords } from '../form/save.ts'
import { namedField } from '../fields/words.ts'
import { failedField } from './failed-field.ts'

/** The last try of what was in the form. */
export interface LastTry {
  definition: Draft
  now: TrialNow
}

interface TryPanelProps {
  form: Form
  /** Why it may not be tried; absent: it may. */
  denied?: string | undefined
  onTried: (last: LastTry | undefined) => void
  onMistakes: () => void
}

/** One run of what is in the form, live, without saving it. */
export function TryPanel({ form, denied, onTried, onMistakes }: TryPanelProps) {
  const asked = useSignal<{ path: string; definition: Draft } | undefined>(undefined)
  const refused = useSignal<Refused | undefined>(undefined)
  const isStarting = useSignal(false)
  const { progress, refused: lost } = useProgress<TrialNow>(asked.value?.path)
  const isRunning = asked.value !== undefined && !(progress && isOver(progress)) && !lost
  useEffect(() => {
    if (!asked.value || !progress || !isOver(progress)) return
    const { definition } = asked.value
    onTried({ definition, now: progress })
    tellFields(form, { definition, now: progress })
  }, [progress?.state])

  async function start() {
    isStarting.value = true
    asked.value = undefined
    refused.value = undefined
    form.advice.value = undefined
    onTried(undefined)
    const done = await guarded(form, async () => {
      if (!(await isWithoutMistakes(form))) return { kind: 'mistakes' as const }
      await storePasswords(form)
      const definition = form.written.peek()
      const { body } = await ask<StartedTrial>('/trials', { method: 'POST', body: { definition } })
      return { kind: 'started' as const, path: `/trials/${body.trialId}`, definition }
    }).finally(() => (isStarting.value = false))
    if (done.kind === 'started') asked.value = done
    else if (done.kind === 'mistakes') onMistakes()
    else if (done.kind === 'refused') refused.value = done.why
  }

  return (
    <section class="try panel" aria-labelledby="try-title">
      <div class="panel-inside">
        <h2 id="try-title">Try it</h2>
        <p class="quiet">
          Sends one real message with what is in the form, and waits for it in the mailbox. The monitor is not
          saved.
          {form.toStore.value.length > 0 &&
            ' The password or grant that you typed is stored first, under a name that no monitor uses.'}
        </p>
        <p class="buttons">
          <button
            type="button"
            disabled={denied !== undefined || isStarting.value || isRunning}
            onClick={() => void start()}
          >
            {isStarting.value || isRunning ? 'Trying …' : asked.value ? 'Try again' : 'Try it'}
          </button>
          {denied !== undefined && <span class="quiet">{denied}</span>}
        </p>
        {refused.value && <Problem refused={refused.value} />}
        {lost && <Problem refused={lost} />}
        {progress && asked.value && (
          <>
            <LiveDialogue progress={progress} />
            <Outcome
              last={{ definition: asked.value.definition, now: progress }}
              isOld={!isAsTried(form, asked.value.definition)}
            />
          </>
        )}
      </div>
    </section>
  )
}

/** A password that was typed since is stored under the same name. */
export function isAsTried({ written, toStore }: Form, tried: Draft): boolean {
  return toStore.value.length === 0 && isSame(tried, written.value)
}

/** Beside the field that it is about; what it is not about a field stands with the try alone. */
function tellFields(form: Form, { definition, now: { result, advice } }: LastTry) {
  const path = result && failedField(result, definition)
  if (path !== undefined) form.advice.value = { path, lines: advice }
}

/** What to do, and which field it is about. */
function Outcome({ last: { definition, now }, isOld }: { last: LastTry; isOld: boolean }) {
  const { result, advice, leftToken } = now
  if (!isOver(now)) return null
  const path = result && failedField(result, definition)
  return (
    <div class={`outcome ${result?.outcome ?? ''}`}>
      {result?.outcome === 'delivered' && <p>It works: you can save it.</p>}
      {advice.map((line) => (
        <p key={line}>
          <bdi>{line}</bdi>
        </p>
      ))}
      {path !== undefined && <p class="quiet">Check the field {namedField(path)}.</p>}
      {leftToken !== undefined && (
        <p>
          A test message may be left in the mailbox; its subject contains <code>{leftToken}</code>.
        </p>
      )}
      {isOld && <p class="quiet">The form has changed since.</p>}
    </div>
  )
}
