import { Refused, ask } from '../../api/ask.ts'
import type { Form, Mistake } from './form.ts'
import { missingPasswords } from './mistakes.ts'

/** How long nobody types before it is checked. */
const QUIET_MS = 400

/** Every mistake of the definition, as the API has them. Throws `Refused`. */
export async function mistakesOf(form: Form, signal?: AbortSignal): Promise<readonly Mistake[]> {
  const { body } = await ask<{ problems: readonly Mistake[] }>('/validations', {
    method: 'POST',
    body: { definition: form.written.peek() },
    ...(signal && { signal }),
  })
  return [...body.problems, ...missingPasswords(form)]
}

/** Checks what is written whenever it has changed, until the returned function is called. */
export function keepChecked(form: Form): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let asking: AbortController | undefined
  const stop = () => {
    clearTimeout(timer)
    asking?.abort()
  }
  const later = () => {
    stop()
    timer = setTimeout(() => void check(), QUIET_MS)
  }
  const unsubscribe = [form.written.subscribe(later), form.typed.subscribe(later)]
  return () => {
    for (const end of unsubscribe) end()
    stop()
  }

  async function check() {
    asking = new AbortController()
    const { signal } = asking
    try {
      const found = await mistakesOf(form, signal)
      if (!signal.aborted) form.found.value = found
    } catch (error) {
      // The bar says so where nothing answers; saving asks again.
      if (!signal.aborted && !(error instanceof Refused)) throw error
    }
  }
}
