import * as v from 'valibot'

import { canonicalHost } from './fields/host-name.ts'
import { parsedJson } from '../redaction/parsed-json.ts'

/** A password and the hosts that it may be said to, each as `canonicalHost` writes it. */
export interface BoundSecret {
  hosts: readonly string[]
  value: string
}

/** What a text in a store of secrets is; `problem` goes on after the secret's name, without any of the text. */
export type StoredSecret =
  | { kind: 'bare'; value: string }
  | ({ kind: 'bound' } & BoundSecret)
  | { kind: 'unreadable'; problem: string }

/** The newest form that this version reads, and the one that it writes. */
export const STORED_SECRET_FORM = 1

/** Most hosts of one secret: a provider's servers by all their names, and room in the 4 KB of SSM. */
export const MOST_HOSTS = 20

const PREFIX = `roundtrip-secret:${STORED_SECRET_FORM}:`

/**
 * What begins like the form, or holds one or its body, is meant as one, however it was copied: taken for a
 * password it would be said, hosts, value and all, to any server.
 */
const CLAIMED = /^[\s\uFEFF"'`]*roundtrip-secret:|roundtrip-secret:\d|"hosts\\*"\s*:\s*\[[^]*"value\\*"\s*:/i

const body = v.strictObject({
  hosts: v.pipe(
    v.array(
      v.pipe(
        v.string(),
        v.transform((host) => canonicalHost(host)),
        v.string(),
      ),
    ),
    v.minLength(1),
    v.maxLength(MOST_HOSTS),
  ),
  value: v.pipe(v.string(), v.minLength(1)),
})

/** The text that is stored: `roundtrip-secret:1:{"hosts":["mail.example.com"],"value":"…"}`. */
export function storedSecretText({ hosts, value }: BoundSecret): string {
  return PREFIX + JSON.stringify({ hosts, value })
}

/** Takes any text; one that does not claim to be of the form is a bare password, as before there was one. */
export function parseStoredSecret(text: string): StoredSecret {
  if (!CLAIMED.test(text)) return { kind: 'bare', value: text }
  const [, form = ''] = /^roundtrip-secret:(\d{1,3}):/.exec(text) ?? []
  if (Number(form) > STORED_SECRET_FORM) {
    return unreadable(`was stored by a newer version of Roundtrip (form ${form}); deploy that version`)
  }
  const read = text.startsWith(PREFIX) ? v.safeParse(body, parsedJson(text.slice(PREFIX.length))) : undefined
  if (read?.success) return { kind: 'bound', ...read.output }
  return unreadable('begins like a password with its hosts, but cannot be read as one')
}

function unreadable(problem: string): StoredSecret {
  return { kind: 'unreadable', problem }
}
