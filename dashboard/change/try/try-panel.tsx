import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'

import { span } from '../../../shared/core/wording/words/figures.ts'
import type { Refused } from '../../api/ask.ts'
import { Problem } from '../../parts/states.tsx'
import { type Draft, isSame } from '../form/draft.ts'
import { failedField } from './failed-field.ts'
import type { Form } from '../form/form.ts'
import { guarded, isWithoutMistakes, storePasswords } from '../form/save.ts'
import { type Tried, hasEnded, tryOut } from './trial.ts'
import { namedField } from '../fields/words.ts'

/** The last try of what is in the form. */
export interface LastTry {
  definition: Draft
  now: Tried
}

interface TryPanelProps {
  form: Form
  /** Why it may not be tried; absent: it may. */
  denied?: string | undefined
  last: LastTry | undefined
  onTried: (last: LastTry) => void
  onMistakes: () => void
}

/** One run of what is in the form, live, without saving it. */
export function TryPanel({ form, denied, last, onTried, onMistakes }: TryPanelProps) {
  const refused = useSignal<Refused | undefined>(undefined)
  const running = useSignal<AbortController | undefined>(undefined)
  useEffect(() => () => running.peek()?.abort(), [])

  async function start() {
    const stop = new AbortController()
    running.value = stop
    refused.value = undefined
    form.advice.value = undefined
    try {
      const done = await guarded(form, async () => {
        if (!(await isWithoutMistakes(form))) return { kind: 'mistakes' as const }
        await storePasswords(form)
        const definition = form.written.peek()
        const now = await tryOut(definition, (news) => onTried({ definition, now: news }), stop.signal)
        return { kind: 'tried' as const, definition, now }
      })
      if (done.kind === 'tried') tellFields(form, done)
      else if (done.kind === 'mistakes') onMistakes()
      else if (done.kind === 'refused') refused.value = done.why
    } catch (error) {
      if (!stop.signal.aborted) throw error
    } finally {
      running.value = undefined
    }
  }

  const isRunning = running.value !== undefined
  return (
    <section class="try panel" aria-labelledby="try-title">
      <div class="panel-inside">
        <h2 id="try-title">Try it</h2>
        <p class="quiet">
          Sends one real message with what is in the form, and waits for it in the mailbox. The monitor is not
          saved.
          {form.toStore.value.length > 0 && ' The password that you typed is stored first, and stays stored.'}
        </p>
        <p class="buttons">
          <button type="button" disabled={denied !== undefined || isRunning} onClick={() => void start()}>
            {isRunning ? 'Trying …' : last ? 'Try again' : 'Try it'}
          </button>
          {isRunning && (
            <button type="button" onClick={() => running.peek()?.abort()}>
              Stop watching
            </button>
          )}
          {denied !== undefined && <span class="quiet">{denied}</span>}
        </p>
        {refused.value && <Problem refused={refused.value} />}
        {last && <Outcome last={last} isOld={!isSame(last.definition, form.written.value)} />}
      </div>
    </section>
  )
}

/** Beside the field that it is about; what it is not about a field stands with the try alone. */
function tellFields(form: Form, { definition, now: { result, advice } }: LastTry) {
  const path = result && failedField(result, definition)
  if (path !== undefined) form.advice.value = { path, lines: advice }
}

function Outcome({ last: { definition, now }, isOld }: { last: LastTry; isOld: boolean }) {
  const { result, sentence, advice, lines, leftToken } = now
  const path = result && failedField(result, definition)
  return (
    <>
      <div role="status" class={`outcome ${result?.outcome ?? ''}`}>
        <p class="verdict">{sentence}</p>
        {result?.outcome === 'delivered' && result.roundTripMs !== undefined && (
          <p>
            Round trip <b>{span(result.roundTripMs)}</b>.
          </p>
        )}
        {advice.map((line) => (
          <p key={line}>{line}</p>
        ))}
        {path !== undefined && <p class="quiet">It is about: {namedField(path)}.</p>}
        {leftToken !== undefined && (
          <p>
            A test message may be left in the mailbox; its subject has <code>{leftToken}</code>.
          </p>
        )}
        {isOld && hasEnded(now) && <p class="quiet">The form has changed since.</p>}
      </div>
      <Lines lines={lines} />
    </>
  )
}

const MARKS = { client: 'C', server: 'S', note: '·' }

/** What was said so far, with whoever said it; the newest line stays in view. */
function Lines({ lines }: { lines: Tried['lines'] }) {
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => list.current?.scrollTo({ top: list.current.scrollHeight }), [lines.length])
  if (lines.length === 0) return null
  return (
    <ol ref={list} class="said" tabIndex={0} aria-label="Dialogues">
      {lines.map(({ atMs, dialogue, side, text }, index) => (
        <li key={index} class={`${dialogue} ${side}`}>
          <span class="faint">{(atMs / 1000).toFixed(2)}</span>
          <span class="faint">{dialogue}</span>
          <abbr title={side}>{MARKS[side]}</abbr>
          <bdi>{text}</bdi>
        </li>
      ))}
    </ol>
  )
}
