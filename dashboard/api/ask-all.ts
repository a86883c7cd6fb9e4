import type { Page } from './answers.ts'
import { type Question, type Reply, Refused, ask } from './ask.ts'

/**
 * Asks for a list with all the pages after it, as one; without an ETag if there are any, since it is of one page.
 * `next` stays where the list changed meanwhile, so that no page follows. Throws `Refused`.
 */
export async function askAll<T>(path: string, question: Question = {}): Promise<Reply<T>> {
  const first = await ask<T & Page<unknown>>(path, question)
  if (first.status === 304 || first.body.next === undefined) return first
  const whole = await withFollowing(path, first.body)
  const pages = Math.ceil(whole.items.length / first.body.items.length)
  return { status: first.status, body: { ...first.body, ...whole }, pages }
}

async function withFollowing(path: string, { items: firstItems, next: second }: Page<unknown>) {
  const items = [...firstItems]
  let next = second
  while (next !== undefined) {
    try {
      const { body } = await ask<Page<unknown>>(`${path}&${new URLSearchParams({ cursor: next }).toString()}`)
      items.push(...body.items)
      next = body.next
    } catch (error) {
      // What the cursor names has left the list.
      if (error instanceof Refused && error.slug === 'invalid-query') break
      throw error
    }
  }
  return { items, next }
}
