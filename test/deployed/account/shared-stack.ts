import { DEFAULT_STACK_NAME } from '../../../shared/core/aws/secret-names.ts'
import type { Settings } from '../../../cdk/settings/settings-shape.ts'
import { type CdkRun, type DeployedApp, cdkBootstrap, cdkDeploy } from './cdk.ts'
import { demoMail } from './demo-mail.ts'
import { lab } from './lab.ts'
import { type DeployedStack, deployedStack } from './stack.ts'

/** One for all suites, which run in one process. */
export const mail = await demoMail()

export const SETTINGS = {
  topics: { alerts: { email: ['postmaster@example.com'], sms: ['+15551230100'] } },
  // Suites bring down hundreds of monitors at once, and look for the alert of each.
  alertCap: 500,
} satisfies Settings

/** What a suite finds deployed unless it asks for something else. */
export const APP: DeployedApp = {
  settings: SETTINGS,
  monitors: [mail.monitor('contact-form'), mail.monitor('orders')],
}

const standing: { app?: string; stack?: DeployedStack } = {}

/**
 * The one stack of all suites, with what is written here: deployed only if something else stands. Suites that
 * change it leave it so.
 */
export async function stackWith(app: DeployedApp = APP): Promise<DeployedStack> {
  const wanted = JSON.stringify(app)
  if (standing.stack && standing.app === wanted) return standing.stack
  await bootstrapped()
  delete standing.app
  const { outputs, ...run } = await cdkDeploy(app)
  succeeded('cdk deploy', run)
  const { stackName = DEFAULT_STACK_NAME } = app.settings as Settings
  standing.stack = deployedStack(stackName, outputs[stackName] ?? {})
  standing.app = wanted
  return standing.stack
}

/** Whatever stands, for a suite that does not care which monitors there are. */
export function anyStack(): Promise<DeployedStack> {
  return standing.stack ? Promise.resolve(standing.stack) : stackWith()
}

/** To be called when the stack was destroyed, or changed past `stackWith`. */
export function nothingStands(): void {
  delete standing.app
  delete standing.stack
}

async function bootstrapped(): Promise<void> {
  const resources = await lab.resources()
  if (resources.some(({ stack }) => stack === 'CDKToolkit')) return
  succeeded('cdk bootstrap', await cdkBootstrap())
}

function succeeded(what: string, { code, output }: CdkRun): void {
  if (code !== 0) throw new Error(`${what} ended with ${String(code)}:\n${output}`)
}
