import { type SecretsManagerClient, paginateListSecrets } from '@aws-sdk/client-secrets-manager'
import { type SSMClient, paginateDescribeParameters } from '@aws-sdk/client-ssm'

import {
  grantParameterName,
  managedGrantName,
  managedSecretName,
  secretParameterName,
} from '../../core/aws/secret-names.ts'
import { SECRET_NAME } from '../../core/definition/fields/secret-reference.ts'
import type { LoginSecret } from '../../core/definition/monitor.ts'

/** Both calls answer at most so many at a time by what is asked here (SSM DescribeParameters: 50 at most). */
const A_PAGE = 50
/** Pages that are read of one store: 10,000 secrets. */
const MOST_PAGES = 200

/** Passwords and grants of a stack in SSM Parameter Store, by name alone; its tokens are none. Throws what the client throws. */
export async function listedParameters(client: SSMClient, stackName: string): Promise<LoginSecret[]> {
  const below = (prefix: string) =>
    allNames(
      paginateDescribeParameters(
        { client, pageSize: A_PAGE },
        { ParameterFilters: [{ Key: 'Path', Option: 'OneLevel', Values: [prefix.replace(/\/$/, '')] }] },
      ),
      ({ Parameters = [] }) => Parameters.map(({ Name }) => Name),
    )
  const passwords = secretParameterName(stackName, '')
  const grants = grantParameterName(stackName, '')
  return [
    ...secretsIn(await below(passwords), 'ssm', 'password', passwords),
    ...secretsIn(await below(grants), 'ssm', 'grant', grants),
  ]
}

/** The same of AWS Secrets Manager, without those that are to be deleted. */
export async function listedManaged(client: SecretsManagerClient, stackName: string): Promise<LoginSecret[]> {
  const passwords = managedSecretName(stackName, '')
  const grants = managedGrantName(stackName, '')
  const names = await allNames(
    paginateListSecrets({ client, pageSize: A_PAGE }, { Filters: [{ Key: 'name', Values: [passwords] }] }),
    ({ SecretList = [] }) => SecretList.filter((one) => !one.DeletedDate).map(({ Name }) => Name),
  )
  return [
    ...secretsIn(names, 'secretsmanager', 'password', passwords),
    ...secretsIn(names, 'secretsmanager', 'grant', grants),
  ]
}

async function allNames<Page>(
  pages: AsyncIterable<Page>,
  namesOn: (page: Page) => readonly (string | undefined)[],
): Promise<string[]> {
  const found: (string | undefined)[] = []
  let read = 0
  for await (const page of pages) {
    found.push(...namesOn(page))
    if ((read += 1) === MOST_PAGES) break
  }
  return found.filter((name) => name !== undefined)
}

/** Filters of AWS find by prefix, and find others too: what lies deeper is none, nor what monitors could not name. */
function secretsIn(
  names: readonly string[],
  store: 'ssm' | 'secretsmanager',
  kind: LoginSecret['kind'],
  prefix: string,
): LoginSecret[] {
  return names
    .filter((name) => name.startsWith(prefix) && SECRET_NAME.test(name.slice(prefix.length)))
    .map((name) => ({ kind, store, name: name.slice(prefix.length) }))
}
