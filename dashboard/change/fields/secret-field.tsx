import type { Side } from '../../../shared/core/time/phases.ts'
import { Frame } from './entry.tsx'
import type { Form } from '../form/form.ts'
import { GrantEntry, GrantHelp } from './grant-entry.tsx'
import type { LoginKind } from '../form/login-kinds.ts'
import { type ListedSecret, hostsOf } from '../form/passwords.ts'

const TYPE_IT = ''

const WORDS = {
  password: { typeIt: 'Type a password', another: 'Type another password', anotherShort: 'Type another' },
  grant: { typeIt: 'Store a new grant', another: 'Store another grant', anotherShort: 'Store another' },
} as const

/** A password or a grant that is typed and goes to the store, or one that stands there; it is never shown. */
export function SecretField({ form, side, place }: { form: Form; side: Side; place: string }) {
  const kind = form.kinds.value[side]
  const path = `${side}.${kind}`
  const typed = form.typed.value[side]
  const standing = form.valueOf(path)
  const isTyped = typed !== undefined || standing === undefined
  const listed = choicesOf(form.secrets.value, kind, standing)
  return (
    <Frame form={form} path={path} help={<WhereItGoes form={form} side={side} place={place} />}>
      {(described) => (
        <>
          {(listed.length > 0 || !isTyped) && (
            <select
              aria-label={`Which ${kind} for the ${side === 'smtp' ? 'sender' : 'mailbox'}`}
              value={isTyped || typeof standing !== 'string' ? TYPE_IT : standing}
              onChange={({ currentTarget: { value } }) => {
                if (value === TYPE_IT) form.typePassword(side, '')
                else {
                  form.typePassword(side, undefined)
                  form.set(path, value)
                }
              }}
            >
              <option value={TYPE_IT}>{WORDS[kind].typeIt}</option>
              {listed.map(({ secret, monitors, saidTo }) => (
                <option key={secret} value={secret}>
                  {secret}
                  {monitors.length > 0 && `, used by ${monitors.slice(0, 3).join(', ')}`}
                  {monitors.length > 3 && ' …'}
                  {kind === 'grant' && saidTo.length > 0 && ` (${saidTo.join(', ')})`}
                </option>
              ))}
            </select>
          )}
          {isTyped && kind === 'grant' ? (
            <GrantEntry form={form} side={side} described={described} />
          ) : isTyped ? (
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
                aria-label={WORDS[kind].another}
                onClick={() => form.typePassword(side, '')}
              >
                {WORDS[kind].anotherShort}
              </button>
              <span class="quiet">A {kind} is stored; it cannot be shown.</span>
            </p>
          )}
        </>
      )}
    </Frame>
  )
}

function choicesOf(
  known: readonly ListedSecret[],
  kind: LoginKind,
  standing: unknown,
): readonly ListedSecret[] {
  const secrets = known.filter((one) => (one.kind ?? 'password') === kind)
  if (typeof standing !== 'string' || secrets.some(({ secret }) => secret === standing)) return secrets
  return [{ kind, secret: standing, saidTo: [], monitors: [] }, ...secrets]
}

function WhereItGoes({ form, side, place }: { form: Form; side: Side; place: string }) {
  const store = form.toStore.value.find((one) => one.side === side)
  const kind = form.kinds.value[side]
  const standing = form.valueOf(`${side}.${kind}`)
  const held = choicesOf(form.secrets.value, kind, standing).find(({ secret }) => secret === standing)
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
        {kind === 'grant' && <GrantHelp />}
        {sharing.length > 0 && (
          <p>
            The stored {kind} does not change for {inWords(sharing)}.
          </p>
        )}
      </>
    )
  if (!held || held.saidTo.length === 0) return null
  const others = hostsOf(form.draft.value, side).filter((host) => !held.saidTo.includes(host))
  if (others.length === 0) return null
  return (
    <p>
      So far monitors send it to {inWords(held.saidTo)}. It is sent to {inWords(others)} only if it was stored
      for {others.length === 1 ? 'that host' : 'those hosts'}; if not, {kind === 'grant' ? 'store' : 'type'}{' '}
      it here again.
    </p>
  )
}

function inWords(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`
}
