import type { Side } from '../../../shared/core/time/phases.ts'
import type { Described } from '../../parts/labelled.tsx'
import type { Form } from '../form/form.ts'

interface GrantEntryProps {
  form: Form
  side: Side
  described: Described
}

/** A new grant: its name, and its JSON, which goes to the store and nowhere else. */
export function GrantEntry({ form, side, described }: GrantEntryProps) {
  const names = form.grantNames.value
  return (
    <>
      <textarea
        {...described}
        class="code"
        rows={6}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        placeholder={'{ "grant": "client-credentials", … }'}
        value={form.typed.value[side] ?? ''}
        onInput={({ currentTarget: { value } }) => form.typePassword(side, value)}
      />
      <input
        type="text"
        aria-label={`Name of the grant for the ${side === 'smtp' ? 'sender' : 'mailbox'}`}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        maxLength={60}
        placeholder="Name of the grant; default: after the id"
        value={names[side] ?? ''}
        onInput={({ currentTarget: { value } }) =>
          (form.grantNames.value = { ...names, [side]: value.trim() })
        }
      />
    </>
  )
}

export function GrantHelp() {
  return <p>What to paste: docs/microsoft-365.md and docs/google.md. Several monitors can use one grant.</p>
}
