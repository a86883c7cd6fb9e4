import { SERVICE_ACCOUNT } from '../../support/grants/written-grants.ts'
import { dataFolder } from '../../support/temporary-files.ts'
import { says } from '../../cli/says.ts'

/** What a command says to a mistake, by the name that the guides give it; `undefined`: it is none of these. */
export async function commandSight(name: string): Promise<string | undefined> {
  if (name !== 'user-forgotten') return undefined
  const { user: _forgotten, ...grant } = SERVICE_ACCOUNT
  const { err } = await says(
    ['secrets', 'set', 'google', '--host', 'imap.gmail.com', '--local', await dataFolder()],
    { readSecret: () => Promise.resolve(JSON.stringify(grant)) },
  )
  return err
    .replace(/^roundtrip[ a-z]*: /, '')
    .replace(/ ?\(roundtrip[ a-z]* --help\)/, '')
    .trim()
}
