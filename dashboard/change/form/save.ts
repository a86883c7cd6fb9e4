import { batch } from '@preact/signals'

import type { Page } from '../../api/answers.ts'
import { askAll } from '../../api/ask-all.ts'
import { Refused, ask } from '../../api/ask.ts'
import { refresh } from '../../api/kept-answer.ts'
import { mistakesOf } from './check.ts'
import { type Draft, patchBetween, valueAt } from './draft.ts'
import type { Form } from './form.ts'
import { type ListedSecret, storeAndName } from './passwords.ts'

export type Saved =
  | { kind: 'saved'; monitorId: string }
  /** They stand in the form, beside their fields. */
  | { kind: 'mistakes' }
  /** Somebody has changed it since it was read. */
  | { kind: 'changed-meanwhile'; theirs: Draft; etag: string | undefined }
  | { kind: 'managed-by-stack'; why: string }
  | { kind: 'refused'; why: Refused }

/** Stores what was typed, then writes the definition: all of a new one, of another what has changed. */
export async function save(form: Form): Promise<Saved> {
  return guarded(form, async () => {
    if (!(await isWithoutMistakes(form))) return { kind: 'mistakes' }
    await storePasswords(form)
    const definition = form.written.peek()
    await (form.monitorId === undefined ? create(definition) : change(form, form.monitorId))
    refresh('/monitors', '/overview', '/secrets', '/strips')
    return { kind: 'saved', monitorId: String(valueAt(definition, ['monitorId'])) }
  })
}

/** Asks for every mistake; true: there is none. */
export async function isWithoutMistakes(form: Form): Promise<boolean> {
  const mistakes = await mistakesOf(form)
  batch(() => {
    form.found.value = mistakes
    form.refusals.value = []
    form.touched.value = 'all'
  })
  return mistakes.length === 0
}

/** Puts what was typed where the definition then names it, and forgets it. */
export async function storePasswords(form: Form): Promise<void> {
  if (form.toStore.peek().length === 0) return
  form.learnSecrets(await knownSecrets())
  for (const { reference, kind, side, value, hosts } of form.toStore.peek()) {
    const { store, name } = storeAndName(reference)
    await ask(`/secrets/${encodeURIComponent(name)}`, { method: 'PUT', body: { value, hosts, store } }).catch(
      (error: unknown) => {
        throw error instanceof Refused ? new FieldRefused(`${side}.${kind}`, error) : error
      },
    )
    const others = form.secrets.peek().filter(({ secret }) => secret !== reference)
    batch(() => {
      form.set(`${side}.${kind}`, reference)
      form.typePassword(side, undefined)
      form.secrets.value = [
        ...others,
        { kind, secret: reference, saidTo: hosts, monitors: [], isOfForm: true },
      ]
    })
  }
}

/** All that is stored or named at this moment: another name is free. Asks anew where the list changed meanwhile. */
async function knownSecrets(): Promise<readonly ListedSecret[]> {
  for (;;) {
    const { body } = await askAll<Page<ListedSecret>>('/secrets?limit=200')
    if (body.next === undefined) return body.items
  }
}

/** What is refused for one field, and why: of a grant every mistake in it. */
class FieldRefused extends Error {
  readonly mistakes: readonly { path: string; message: string }[]

  constructor(path: string, cause: Refused) {
    super(cause.problems[0]?.message ?? cause.message, { cause })
    const messages = cause.problems.length > 0 ? cause.problems : [cause]
    this.mistakes = messages.map(({ message }) => ({ path, message }))
  }
}

async function create(definition: Draft) {
  await ask('/monitors', { method: 'POST', body: definition }).catch((error: unknown) => {
    // There is one of this id already.
    throw error instanceof Refused && error.slug === 'conflict' ? new FieldRefused('monitorId', error) : error
  })
}

async function change(form: Form, monitorId: string) {
  const patch = patchBetween(form.base.peek(), form.written.peek())
  if (Object.keys(patch).length === 0) return
  await ask(`/monitors/${monitorId}`, {
    method: 'PATCH',
    body: patch,
    headers: { 'content-type': 'application/merge-patch+json', 'if-match': form.etag.peek() ?? '' },
  })
}

/** What the API refuses is a result; mistakes go beside their fields. */
export async function guarded<T>(
  form: Form,
  act: () => Promise<T>,
): Promise<T | Exclude<Saved, { kind: 'saved' }>> {
  try {
    return await act()
  } catch (error) {
    if (error instanceof FieldRefused) return withMistakes(form, error.mistakes)
    if (!(error instanceof Refused)) throw error
    const { slug, problems } = error
    if (slug === 'changed-meanwhile')
      return { kind: slug, theirs: definitionIn(error.current), etag: error.etag }
    if (slug === 'managed-by-stack') return { kind: slug, why: error.message }
    if (slug === 'invalid-body' && problems.length > 0) return withMistakes(form, problems)
    return { kind: 'refused', why: error }
  }
}

function withMistakes(
  form: Form,
  mistakes: readonly { path: string; message: string }[],
): { kind: 'mistakes' } {
  batch(() => {
    form.refusals.value = mistakes.map(({ path, message }) => ({ path, message }))
    form.touched.value = 'all'
  })
  return { kind: 'mistakes' }
}

function definitionIn(row: unknown): Draft {
  return (valueAt(row, ['definition']) ?? {}) as Draft
}
