import type { AlertDestination } from '../app/ports/alerting.ts'
import { contentId } from '../core/identity/content-id.ts'
import { redactor } from '../core/redaction/redact.ts'
import { tameLine } from '../core/redaction/tame.ts'
import { webhookName } from '../core/wording/webhook-name.ts'
import { type Millis, SECOND } from '../core/time/units.ts'

const ANSWER_TIMEOUT: Millis = 10 * SECOND
/** Octets of an answer that are read: what they say of a refusal. */
const MOST_OCTETS = 2048
/** Characters of it that are shown. */
const MOST_SHOWN = 200
/** Parts of an address that are shorter are words such as `hooks`, not keys. */
const SHORTEST_KEY = 8

/**
 * Posts the alert's JSON, as SNS does with raw message delivery; a 2xx answer within 10 s takes it. Redirects
 * are not followed. The address is as good as a password: only its host is ever shown, also of an answer that
 * repeats it, as many a 404 does.
 */
export function webhookDestination(url: string): AlertDestination {
  return {
    id: contentId('https', url),
    name: webhookName(url),
    async tell({ alertId, json }, signal) {
      const inTime = AbortSignal.any([signal, AbortSignal.timeout(ANSWER_TIMEOUT)])
      const answer = await fetch(url, {
        method: 'POST',
        body: json,
        redirect: 'manual',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'user-agent': 'Roundtrip',
          'x-roundtrip-alert-id': alertId,
        },
        signal: inTime,
      }).catch((cause: unknown) => {
        throw new Error(whyUnanswered(cause, inTime), { cause })
      })
      if (answer.ok) {
        await answer.body?.cancel().catch(() => undefined)
        return
      }
      const words = await beginningOf(answer).catch(() => '')
      throw new Error(
        tameLine(`it answered ${answer.status}${wordsOf(answer.status, withoutAddress(words, url))}`),
      )
    },
  }
}

function withoutAddress(words: string, url: string): string {
  const { hide, apply } = redactor()
  const { pathname, search, searchParams } = new URL(url)
  const parts = [...pathname.split('/'), ...searchParams.values()]
  for (const key of [pathname + search, ...parts.filter(({ length }) => length >= SHORTEST_KEY)]) hide(key)
  return apply(words)
}

function wordsOf(status: number, words: string): string {
  if (status >= 300 && status < 400) return ', a redirect, which is not followed'
  const shown = words.trim().slice(0, MOST_SHOWN)
  return shown === '' ? '' : `: ${shown}`
}

/** `fetch` says no more than that it failed; what failed stands behind it. */
function whyUnanswered(error: unknown, inTime: AbortSignal): string {
  if (inTime.aborted) return `no answer within ${ANSWER_TIMEOUT / SECOND} s`
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined
  return `it cannot be reached${code === undefined ? '' : `: ${tameLine(code)}`}`
}

async function beginningOf({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let octets = 0
  for await (const chunk of body ?? []) {
    chunks.push(chunk as Uint8Array)
    octets += (chunk as Uint8Array).length
    if (octets >= MOST_OCTETS) break
  }
  return Buffer.concat(chunks).subarray(0, MOST_OCTETS).toString()
}
