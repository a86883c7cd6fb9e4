import * as v from 'valibot'

import { type StoredNow, setSecret as set } from '../../../app/monitors/set-secret.ts'
import { type Reading, section } from '../../../core/definition/fields/fields.ts'
import { readHosts } from '../../../core/definition/fields/read-hosts.ts'
import { SECRET_NAME } from '../../../core/definition/fields/secret-reference.ts'
import { kindOf } from '../../../core/definition/mistakes/shown-value.ts'
import { LONGEST_GRANT } from '../../../core/grant/parse-grant.ts'
import { MOST_HOSTS } from '../../../core/definition/stored-secret.ts'
import type { Answered } from '../../../core/time/answer-text.ts'
import { text } from '../../answers/fields.ts'
import { Problem, withMistakes } from '../../problem.ts'
import { documented, oneOfField } from '../../request/fields.ts'
import { ok, route } from '../../route.ts'

const nameField = documented(
  (written): Reading<string> =>
    typeof written === 'string' && SECRET_NAME.test(written)
      ? { ok: true, value: written }
      : { ok: false, message: 'expected 1 to 64 letters, digits, ".", "_" and "-"' },
  { type: 'string', pattern: SECRET_NAME.source, description: 'The name of a secret.', examples: ['inbox'] },
)

const valueField = documented(
  (written): Reading<string> =>
    typeof written === 'string'
      ? { ok: true, value: written }
      : { ok: false, message: `expected the password or the grant as text, got ${kindOf(written)}` },
  {
    type: 'string',
    minLength: 1,
    maxLength: LONGEST_GRANT,
    writeOnly: true,
    description: 'The password, without line breaks, or the JSON of an OAuth2 grant. It is never answered.',
  },
)

const hostsField = documented(
  (written): Reading<readonly string[]> => {
    const isList = Array.isArray(written) && written.every((one) => typeof one === 'string')
    if (!isList) return { ok: false, message: 'expected a list of hosts, as ["mail.example.com"]' }
    const read = readHosts(written)
    return read.ok ? { ok: true, value: read.hosts } : read
  },
  {
    type: 'array',
    items: { type: 'string' },
    minItems: 1,
    maxItems: MOST_HOSTS,
    description:
      'The hosts that it may be sent to. Left out: those that it is stored for, else the servers of the monitors that name it, if these have the same ones.',
    examples: [['mail.example.com']],
  },
)

const texts = v.array(text)
const storedNow = v.object({
  secret: text,
  where: v.pipe(text, v.description('Where it is stored, in words.')),
  hosts: texts,
  grant: v.exactOptional(v.pipe(text, v.description('Of an OAuth2 grant: what it is, without secrets.'))),
  remarks: v.pipe(
    texts,
    v.description('Monitors that will not get it, and hosts that may be written wrongly.'),
  ),
}) satisfies v.GenericSchema<Answered<StoredNow>>

export const setSecret = route({
  method: 'put',
  path: '/secrets/{name}',
  operationId: 'setSecret',
  tag: 'secrets',
  summary: 'Store a password or an OAuth2 grant, for the hosts that it may be sent to',
  description: 'No run sends it to another host. The next run uses it.',
  needs: 'administer',
  params: { name: nameField },
  body: {
    schema: section('an object with value', {
      value: valueField,
      hosts: v.optional(hostsField),
      store: v.optional(
        oneOfField('Of AWS: where it is stored, and so what monitors call it; default `ssm`.', [
          'ssm',
          'secretsmanager',
        ]),
      ),
    }),
  },
  answers: { 200: { description: 'Where it is stored, and for which hosts.', schema: storedNow } },
  problems: ['not-found', 'conflict'],
  async handle({ params: { name }, body: { value, hosts, store = 'ssm' } }, { ports, secrets }) {
    if (!secrets) throw new Problem('conflict', { detail: 'no passwords can be stored here' })
    const wish = { reference: { store, name }, value, ...(hosts && { hosts }) }
    const done = await set(wish, { monitors: ports.monitors, secrets })
    switch (done.kind) {
      case 'set': {
        const { kind: _kind, ...stored } = done
        return ok(stored)
      }
      case 'mistakes':
        throw withMistakes('invalid-body', done.problems)
      case 'refused':
        throw new Problem('conflict', { detail: done.message })
      default:
        return done satisfies never
    }
  },
})
