import { localOptions, stackOptions } from '../../../shared/core/wording/log-command.ts'
import type { SecretToSet } from './secret-to-set.ts'

/** What to do with a grant that was just stored. */
export function renewalHint(secret: SecretToSet): string {
  const command = `npx roundtrip oauth renew ${secret.name}${optionsOf(secret)}`
  return `Runs use it within 20 minutes, and at once after ${command}, which reports what the token endpoint answers`
}

function optionsOf({ target, store }: SecretToSet): string {
  const options = [
    store === 'secretsmanager' ? '--secretsmanager' : '',
    target.kind === 'local' ? localOptions(target.folder) : stackOptions(target.stackName),
  ].filter((option) => option !== '')
  return options.map((option) => ` ${option}`).join('')
}
