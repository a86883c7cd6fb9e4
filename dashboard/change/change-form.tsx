import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect, useMemo } from 'preact/hooks'

import { go, guardLeaving } from '../address/address.ts'
import { links } from '../address/links.ts'
import { reads } from '../api/reads.ts'
import { useAnswer } from '../api/use-answer.ts'
import { Problem } from '../parts/states.tsx'
import { keepChecked } from './form/check.ts'
import { ConflictPanel } from './conflict/conflict-panel.tsx'
import { DefinitionForm, MistakeList } from './fields/definition-form.tsx'
import { type Form, formOf } from './form/form.ts'
import type { ListedSecret } from './form/passwords.ts'
import { denial } from '../api/allowed.ts'
import { type Saved, save } from './form/save.ts'
import { SaveButton } from './save-button.tsx'
import { SnippetPanel } from './in-file/snippet-panel.tsx'
import { type LastTry, TryPanel, isAsTried } from './try/try-panel.tsx'

const SECRETS = { path: '/secrets?limit=200', everyMs: Infinity, isWhole: true as const }

interface ChangeFormProps {
  form: Form
  /** The file that defines it has the last word: what is in the form goes there by hand. */
  isOfStack?: boolean
  /** Beside the button that saves. */
  children?: ComponentChildren
}

/** The form of a new monitor, and of one that stands. */
export function ChangeForm({ form, isOfStack = false, children }: ChangeFormProps) {
  const { data: session } = useAnswer(reads.session())
  const { data: listed } = useAnswer<{ items: readonly ListedSecret[] }>(SECRETS)
  const saved = useSignal<Saved | undefined>(undefined)
  const isSaving = useSignal(false)
  const isAsking = useSignal(false)
  const wishes = useSignal(0)
  const last = useSignal<LastTry | undefined>(undefined)
  useEffect(() => keepChecked(form), [form])
  useEffect(() => {
    if (listed) form.learnSecrets(listed.items)
  }, [listed])
  useEffect(
    () => guardLeaving(() => form.isChanged.peek(), 'Leave without saving? Your changes will be lost.'),
    [form],
  )

  async function saveNow() {
    isSaving.value = true
    try {
      saved.value = await save(form)
      if (saved.value.kind === 'saved') {
        form.leave()
        go(links.monitor(saved.value.monitorId))
      }
      if (saved.value.kind === 'mistakes') wishes.value += 1
    } finally {
      isSaving.value = false
    }
  }

  const denied = denial(session, 'administer')
  const failedTry = failureOf(last.value, form)
  const { value: state } = saved
  return (
    <form
      class="change"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (isOfStack) return
        if (failedTry === undefined) void saveNow()
        else isAsking.value = true
      }}
    >
      <div class="change-fields">
        {state?.kind === 'changed-meanwhile' && (
          <ConflictPanel
            form={form}
            theirs={state.theirs}
            onDropped={() => {
              form.takeOver(state.theirs, state.theirs, state.etag)
              saved.value = undefined
            }}
            onChosen={(definition) => {
              form.takeOver(state.theirs, definition, state.etag)
              void saveNow()
            }}
          />
        )}
        {(isOfStack || state?.kind === 'managed-by-stack') && <SnippetPanel form={form} session={session} />}
        <MistakeList form={form} asked={wishes.value} />
        <DefinitionForm form={form} place={storeOf(session?.kind)} isFixed={denied !== undefined} />
      </div>
      <TryPanel
        form={form}
        denied={denied}
        onTried={(news) => (last.value = news)}
        onMistakes={() => (wishes.value += 1)}
      />
      <div class="save-bar">
        {!isOfStack && (
          <SaveButton
            words={form.monitorId === undefined ? 'Add the monitor' : 'Save'}
            denied={denied}
            isSaving={isSaving.value}
            failedTry={failedTry}
            isAsking={isAsking}
            onSave={() => void saveNow()}
          />
        )}
        {children}
        {denied !== undefined && <span class="quiet">{denied}</span>}
        {state?.kind === 'refused' && <Problem refused={state.why} />}
      </div>
    </form>
  )
}

export function useForm(standing: Form['base']['value'], read: { monitorId?: string; etag?: string }): Form {
  return useMemo(() => formOf(standing, read), [])
}

/** What the last try of what is in the form came to, unless its message came back. */
function failureOf(last: LastTry | undefined, form: Form): string | undefined {
  if (!last || !isAsTried(form, last.definition)) return undefined
  const { result, sentence } = last.now
  return result && result.outcome !== 'delivered' ? sentence : undefined
}

function storeOf(kind: 'local' | 'stack' | undefined): string {
  return kind === 'local' ? 'a file of this machine that only you can read' : 'the stack’s password store'
}
