import { type ReadonlySignal, type Signal, batch, computed, signal } from '@preact/signals'

import type { Side } from '../../../shared/core/time/phases.ts'
import { type Draft, changesBetween, isSame, pathOf, rebased, valueAt, withValue } from './draft.ts'
import { type LoginKind, type LoginKinds, loginKindsOf, withLoginKind } from './login-kinds.ts'
import {
  type ListedSecret,
  type PasswordToStore,
  type SenderLogin,
  type Typed,
  definitionOf,
  passwordsToStore,
  senderLoginOf,
  withOwn,
} from './passwords.ts'
import { hostOf, suggestedId } from './suggestions.ts'

export interface Mistake {
  /** As `alerts[0].onSlow`; empty: it is about the whole. */
  path: string
  message: string
}

/** A definition while it is written in the form, and all that goes with it. */
export interface Form {
  /** Absent: the monitor is new. */
  monitorId?: string
  /** What stands in the table, as it was read; with its ETag. */
  base: Signal<Draft>
  etag: Signal<string | undefined>
  draft: Signal<Draft>
  typed: Signal<Typed>
  senderLogin: Signal<SenderLogin>
  kinds: Signal<LoginKinds>
  /** What new grants are to be called. */
  grantNames: Signal<Typed>
  secrets: Signal<readonly ListedSecret[]>
  /** The definition as it is checked, tried and saved. */
  written: ReadonlySignal<Draft>
  toStore: ReadonlySignal<readonly PasswordToStore[]>
  isChanged: ReadonlySignal<boolean>
  /** What the last check found. */
  found: Signal<readonly Mistake[]>
  /** What saving or trying was refused for, each until its field is changed: no check finds it. */
  refusals: Signal<readonly Mistake[]>
  /** Both. */
  mistakes: ReadonlySignal<readonly Mistake[]>
  /** Fields that somebody has been in; `all` once it was to be saved or tried. */
  touched: Signal<ReadonlySet<string> | 'all'>
  /** What the last try says of a field, until that is changed. */
  advice: Signal<{ path: string; lines: readonly string[] } | undefined>
  /** Sides whose typed password was emptied, as their host has changed. */
  emptied: Signal<ReadonlySet<Side>>
  set(path: string, value: unknown): void
  valueOf(path: string): unknown
  typePassword(side: Side, value: string | undefined): void
  /** Logs in with a password or a grant; what was typed of the other is forgotten. */
  chooseKind(side: Side, kind: LoginKind): void
  /** What monitors name by now. */
  learnSecrets(named: readonly ListedSecret[]): void
  /** Goes on with what somebody else has written; what was changed here stays changed. */
  rebase(onto: Draft, etag: string | undefined): void
  /** Goes on from what stands in the table with what is chosen of both. */
  takeOver(standing: Draft, chosen: Draft, etag: string | undefined): void
  /** Nothing is to lose any more: it was saved, or is gone. */
  leave(): void
}

export function formOf(standing: Draft, read: { monitorId?: string; etag?: string } = {}): Form {
  const { monitorId } = read
  const base = signal(standing)
  const draft = signal(standing)
  const typed = signal<Typed>(monitorId === undefined ? { mailbox: '' } : {})
  const etag = signal(read.etag)
  const loginAtFirst: SenderLogin = monitorId === undefined ? 'mailbox' : senderLoginOf(standing)
  const senderLogin = signal(loginAtFirst)
  const kinds = signal(loginKindsOf(standing))
  const grantNames = signal<Typed>({})
  const secrets = signal<readonly ListedSecret[]>([])
  const touched = signal<ReadonlySet<string> | 'all'>(new Set())
  const emptied = signal<ReadonlySet<Side>>(new Set())
  const found = signal<readonly Mistake[]>([])
  const refusals = signal<readonly Mistake[]>([])
  const advice = signal<{ path: string; lines: readonly string[] } | undefined>(undefined)
  const isLeft = signal(false)
  const isIdOwn = signal(monitorId !== undefined)
  const state = () => ({
    draft: draft.value,
    typed: typed.value,
    senderLogin: senderLogin.value,
    secrets: secrets.value,
    kinds: kinds.value,
    grantNames: grantNames.value,
  })
  const written = computed(() => definitionOf(state()))
  const toStore = computed(() => passwordsToStore(state()))

  function forget(isChanged: (path: string) => boolean) {
    refusals.value = refusals.peek().filter(({ path }) => !isChanged(path))
    const said = advice.peek()
    if (said && isChanged(said.path)) advice.value = undefined
  }

  function typePassword(side: Side, value: string | undefined) {
    // The sender may use that of the mailbox.
    forget((path) => /\.(password|grant)$/.test(path))
    const { [side]: _before, ...others } = typed.peek()
    typed.value = value === undefined ? others : { ...others, [side]: value }
    emptied.value = new Set([...emptied.peek()].filter((one) => one !== side))
  }

  /** A password is typed for one host: another must not get it unseen. */
  function emptyPassword(path: string, before: unknown, value: unknown) {
    const [, side] = /^(mailbox|smtp)\.server$/.exec(path) ?? []
    if ((side !== 'mailbox' && side !== 'smtp') || hostOf(before) === hostOf(value)) return
    if (!typed.peek()[side]) return
    typePassword(side, '')
    emptied.value = new Set([...emptied.peek(), side])
  }

  function set(path: string, value: unknown) {
    batch(() => {
      emptyPassword(path, valueAt(draft.peek(), pathOf(path)), value)
      if (path === 'monitorId') isIdOwn.value = value !== undefined
      let changed = withValue(draft.peek(), pathOf(path), value)
      if (!isIdOwn.peek() && (path === 'name' || path === 'emailAddress')) {
        const id = suggestedId(textAt(changed, 'name'), textAt(changed, 'emailAddress'))
        changed = withValue(changed, ['monitorId'], id === '' ? undefined : id)
      }
      // One policy that says nothing is what holds without any.
      if (isSame(valueAt(changed, ['alerts']), [{}])) changed = withValue(changed, ['alerts'], undefined)
      const before = draft.peek()
      forget((said) => !isSame(valueAt(before, pathOf(said)), valueAt(changed, pathOf(said))))
      draft.value = changed
      const seen = touched.peek()
      if (seen !== 'all') touched.value = new Set([...seen, path])
    })
  }

  function chooseKind(side: Side, kind: LoginKind) {
    batch(() => {
      kinds.value = { ...kinds.peek(), [side]: kind }
      draft.value = withLoginKind(draft.peek(), base.peek(), side, kind)
      // It takes the login of the mailbox, and what was written for the other kind does not suit.
      if (side === 'mailbox' && senderLogin.peek() === 'mailbox')
        draft.value = withLoginKind(draft.peek(), base.peek(), 'smtp', kind)
      typePassword(side, valueAt(draft.peek(), [side, kind]) === undefined ? '' : undefined)
    })
  }

  function takeOver(onto: Draft, chosen: Draft, newEtag: string | undefined) {
    batch(() => {
      draft.value = chosen
      base.value = onto
      etag.value = newEtag
      senderLogin.value = senderLoginOf(chosen)
      kinds.value = loginKindsOf(chosen, kinds.peek())
    })
  }

  return {
    ...(monitorId !== undefined && { monitorId }),
    base,
    etag,
    draft,
    typed,
    senderLogin,
    kinds,
    grantNames,
    secrets,
    written,
    toStore,
    isChanged: computed(
      () =>
        !isLeft.value &&
        (changesBetween(base.value, draft.value).length > 0 ||
          senderLogin.value !== loginAtFirst ||
          Object.values(typed.value).some(Boolean)),
    ),
    found,
    refusals,
    mistakes: computed(() => [...found.value, ...refusals.value]),
    touched,
    advice,
    emptied,
    set,
    valueOf: (path) => valueAt(draft.value, pathOf(path)),
    typePassword,
    chooseKind,
    learnSecrets(named) {
      secrets.value = withOwn(named, secrets.peek())
    },
    rebase(onto, newEtag) {
      const login = senderLogin.peek()
      takeOver(onto, rebased(base.peek(), draft.peek(), onto), newEtag)
      senderLogin.value = login
    },
    takeOver,
    leave() {
      isLeft.value = true
    },
  }
}

function textAt(draft: Draft, name: string): string {
  const value = valueAt(draft, [name])
  return typeof value === 'string' ? value : ''
}
