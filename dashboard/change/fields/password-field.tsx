import type { Side } from '../../../shared/core/time/phases.ts'
import { Frame } from './entry.tsx'
import type { Form } from '../form/form.ts'
import { type ListedSecret, hostsOf } from '../form/passwords.ts'

const TYPE_IT = ''

/** A password that is typed and goes to the store of passwords, or one that stands there; it is never shown. */
export function PasswordField({ form, side, place }: { form: Form; side: Side; place: string }) {
  const path = `${side}.password`
  const typed = form.typed.value[side]
  const standing = form.valueOf(path)
  const isTyped = typed !== undefined || standing === undefined
  const listed = choicesOf(form.secrets.value, standing)
  return (
    <Frame form={form} path={path} help={<WhereItGoes form={form} side={side} place={place} />}>
      {(described) => (
        <>
          {(listed.length > 0 || !isTyped) && (
            <select
              aria-label={`Which password for the ${side === 'smtp' ? 'sender' : 'mailbox'}`}
              value={isTyped || typeof standing !== 'string' ? TYPE_IT : standing}
              onChange={({ currentTarget: { value } }) => {
                if (value === TYPE_IT) form.typePassword(side, '')
                else {
                  form.typePassword(side, undefined)
                  form.set(path, value)
                }
              }}
            >
              <option value={TYPE_IT}>Type a password</option>
              {listed.map(({ secret, monitors }) => (
                <option key={secret} value={secret}>
                  {secret}
                  {monitors.length > 0 && `, used by ${monitors.slice(0, 3).join(', ')}`}
                  {monitors.length > 3 && ' …'}
                </option>
              ))}
            </select>
          )}
          {isTyped ? (
            <input
              {...described}
              type="password"
              autocomplete="new-password"
              value={typed ?? ''}
              onInput={({ currentTarget: { value } }) => form.typePassword(side, value)}
            />
          ) : (
            <p class="buttons">
              <button
                {...described}
                type="button"
                aria-label="Type another password"
                onClick={() => form.typePassword(side, '')}
              >
                Type another
              </button>
              <span class="quiet">A password is stored; it cannot be shown.</span>
            </p>
          )}
        </>
      )}
    </Frame>
  )
}

function choicesOf(secrets: readonly ListedSecret[], standing: unknown): readonly ListedSecret[] {
  if (typeof standing !== 'string' || secrets.some(({ secret }) => secret === standing)) return secrets
  return [{ secret: standing, saidTo: [], monitors: [] }, ...secrets]
}

function WhereItGoes({ form, side, place }: { form: Form; side: Side; place: string }) {
  const store = form.toStore.value.find((one) => one.side === side)
  const held = form.secrets.value.find(({ secret }) => secret === form.valueOf(`${side}.password`))
  const sharing = held?.monitors.filter((one) => one !== form.monitorId) ?? []
  if (form.typed.value[side] !== undefined && store)
    return (
      <>
        {form.emptied.value.has(side) && <p class="mistake">Cleared because the server changed.</p>}
        <p>
          {store.hosts.length > 0
            ? `When you try or save, it is stored in ${place} as ${store.reference} and sent only to ${inWords(store.hosts)}.`
            : `When you try or save, it is stored in ${place} as ${store.reference}. Name the server first: it is sent only there.`}{' '}
          This page never shows it.
        </p>
        {sharing.length > 0 && <p>The stored password does not change for {inWords(sharing)}.</p>}
      </>
    )
  if (!held || held.saidTo.length === 0) return null
  const others = hostsOf(form.draft.value, side).filter((host) => !held.saidTo.includes(host))
  if (others.length === 0) return null
  return (
    <p>
      So far monitors send it to {inWords(held.saidTo)}. It is sent to {inWords(others)} only if it was stored
      for {others.length === 1 ? 'that host' : 'those hosts'}; if not, type it here again.
    </p>
  )
}

function inWords(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`
}
