import type { GrantState } from '../../core/grant/grant-state.ts'
import { WARNING_DAYS } from '../../core/grant/grant-times.ts'
import { DAY, type EpochMs, isoInstant } from '../../core/time/units.ts'
import { firstOf } from '../../core/wording/words/first-of.ts'
import { reasonWords } from '../../core/wording/words/reason-words.ts'
import { namedSecrets } from '../monitors/named-secrets.ts'
import { type ListedGrant, listGrants } from '../tokens/list-grants.ts'
import { type Check, type Finding, type StorePorts, remark, problem } from './check.ts'

const [FIRST_WARNING, SOON] = WARNING_DAYS

/** OAuth2 grants: those that are refused, cannot be read, or end. */
export const grants: Check<StorePorts> = {
  name: 'grants',
  of: 'the OAuth2 grants',
  async look({ rows, runs, clock, definitionSource, command }) {
    const now = clock.now()
    const listed = await listGrants(namedSecrets(await rows(), definitionSource, 'grant'), {
      now,
      states: runs,
    })
    return listed.flatMap((one) => [
      ...refusalOf(one, command),
      ...endOf(one, now, { command, definitionSource }),
    ])
  },
}

function refusalOf(
  { grant, reference, condition, state, monitors }: ListedGrant,
  command: StorePorts['command'],
): Finding[] {
  const who = firstOf(monitors)
  const managed = reference.store === 'secretsmanager' ? ' --secretsmanager' : ''
  const renew = command(`oauth renew ${reference.name}${managed}`)
  switch (condition) {
    case 'refused': {
      const { reason, detail = '' } = state?.refusal ?? {}
      const words = reason === undefined ? 'refused' : reasonWords(reason)
      return [
        problem(
          `No access token for grant ${grant}: ${words}${detail === '' ? '' : ` (${detail})`}.`,
          `The monitors that name it are not tested: ${who}.`,
          `${renew} asks again and says what to do.`,
        ),
      ]
    }
    case 'unreadable':
      return [
        problem(
          `What is stored of grant ${grant} cannot be read.`,
          `Whether its monitors get tokens is not known: ${who}.`,
          `${renew} writes it anew.`,
        ),
      ]
    case 'unused':
    case 'good':
    case 'lapsed':
      return []
    default:
      return condition satisfies never
  }
}

function endOf(
  { grant, reference, state }: ListedGrant,
  now: EpochMs,
  { command, definitionSource }: Pick<StorePorts, 'command' | 'definitionSource'>,
): Finding[] {
  const { endsAt } = state ?? ({} as Partial<GrantState>)
  if (endsAt === undefined || endsAt - now > FIRST_WARNING * DAY) return []
  const day = isoInstant(endsAt).slice(0, 10)
  // One machine has one store, and `secrets set` refuses the option there.
  const managed =
    reference.store === 'secretsmanager' && definitionSource === 'table' ? ' --secretsmanager' : ''
  const told = endsAt - now > SOON * DAY ? remark : problem
  return [
    told(
      `The client secret or certificate of grant ${grant} ${endsAt > now ? 'ends' : 'ended'} on ${day}.`,
      'From then on the token endpoint refuses it, and its monitors are not tested.',
      `Make a new one at the provider, then ${command(`secrets set ${reference.name}${managed}`)}`,
    ),
  ]
}
