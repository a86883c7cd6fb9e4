import type { TokenProvider } from '../run/refusals/whose-grant.ts'

/** How the detail of a run names a grant, before the endpoint's words: `SSM parameter /roundtrip/Mail/grants/inbox`. */
const IN_STACK =
  /^(?:[A-Za-z', ]+: )?(SSM parameter \/|[A-Za-z ]*secret )roundtrip\/([\w-]+)\/grants\/([\w.-]+)/i
/** The same on one machine. */
const HERE = /^(?:[A-Za-z', ]+: )?grant \w+:([\w.-]+)/

const COMMAND = /npx roundtrip (oauth login|secrets set)/g

const CLIENT: Readonly<Record<TokenProvider, string>> = {
  microsoft: '--provider microsoft --client-id ID',
  google: '--provider google --client-id ID',
  other: '--provider other --client-id ID --token-endpoint URL --authorization-endpoint URL --scope SCOPE',
}

/** Our commands in an advice, with what they cannot run without; capitals stand for what is not known. */
export function withArguments(advice: string, grant: string, provider: TokenProvider | undefined): string {
  const client = provider === undefined ? '--provider PROVIDER --client-id ID' : CLIENT[provider]
  return advice.replace(COMMAND, (command, what: string) =>
    what === 'oauth login' ? `${command} ${grant} ${client}` : `${command} ${grant}`,
  )
}

/** The grant that a detail names, as commands want it: `office --stack Mail`. */
export function grantIn(detail: string): string {
  const [, store = '', stack = '', name] = IN_STACK.exec(detail) ?? []
  if (name !== undefined) {
    const managed = store.startsWith('SSM') ? '' : ' --secretsmanager'
    return `${name}${managed} --stack ${stack}`
  }
  const [, here] = HERE.exec(detail) ?? []
  return here === undefined ? 'NAME' : `${here} --local`
}
