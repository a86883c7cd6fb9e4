import { localOptions, stackOptions } from '../../../shared/core/wording/log-command.ts'
import type { SecretToSet } from './secret-to-set.ts'

type Named = Pick<SecretToSet, 'name' | 'store' | 'target'>

/** What to do with a grant that was just stored. */
export function renewalHint(secret: Named): string {
  const command = `npx roundtrip oauth renew ${secret.name}${optionsOf(secret)}`
  return `Runs use it within 20 minutes, and at once after ${command}, which reports what the token endpoint answers`
}

/** What stores a grant that is not set. */
export function howToSetGrant(secret: Named): string {
  const rest = grantAndOptions(secret)
  return `npx roundtrip secrets set ${rest} < grant.json, or for the login of a user: npx roundtrip oauth login ${rest}`
}

/** As commands want it: `office --stack Mail`. */
export function grantAndOptions(secret: Named): string {
  return `${secret.name}${optionsOf(secret)}`
}

function optionsOf({ target, store }: Named): string {
  const options = [
    // One machine has one store, whatever a definition says.
    store === 'secretsmanager' && target.kind === 'stack' ? '--secretsmanager' : '',
    target.kind === 'local' ? localOptions(target.folder) : stackOptions(target.stackName),
  ].filter((option) => option !== '')
  return options.map((option) => ` ${option}`).join('')
}
