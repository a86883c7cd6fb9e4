import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import {
  CloudFormationClient,
  DeleteChangeSetCommand,
  DescribeChangeSetCommand,
} from '@aws-sdk/client-cloudformation'

import type { Written } from '../../../cdk/declare.ts'
import type { Settings } from '../../../cdk/settings/settings-shape.ts'
import { DEFAULT_STACK_NAME } from '../../../shared/core/aws/secret-names.ts'
import { locationStackName } from '../../../shared/core/location/location-names.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import type { AppInput } from './app.ts'
import { ROOT } from '../../support/project.ts'

const BIN = path.join(ROOT, 'node_modules/.bin')
/** Many times what any command takes: who is still waiting then waits for nothing. */
const LONGEST = 5 * MINUTE
const APP = path.join(import.meta.dirname, 'app.ts')

/** What is deployed. */
export interface DeployedApp extends Written {
  /** Another checkout, whose stack it is then; default this one. */
  root?: string
}

export interface CdkRun {
  code: number | null
  /** Both outputs, as they came. */
  output: string
  seconds: number
}

/** In the Region of the account, or in these. */
export async function cdkBootstrap(...regions: readonly string[]): Promise<CdkRun> {
  const { CDK_DEFAULT_ACCOUNT: account, AWS_REGION: own } = process.env
  const places = regions.length > 0 ? regions : [own ?? '']
  // Without an app: that one would be synthesized into the folder that another command may be using.
  return cdk(['bootstrap', '--app', '', ...places.map((region) => `aws://${account ?? ''}/${region}`)], ROOT)
}

/** The real `cdk deploy`, of all stacks or of one of them alone; the outputs by stack, none when it failed. */
export function cdkDeploy(
  app: DeployedApp,
  alone?: string,
): Promise<CdkRun & { outputs: Readonly<Record<string, Record<string, string>>> }> {
  return withApp(app, async (args, root, env) => {
    const file = path.join(path.dirname(env.ROUNDTRIP_APP_INPUT), 'outputs.json')
    const which = alone === undefined ? ['--all'] : [alone, '--exclusively']
    const command = ['deploy', ...which, '--require-approval', 'never', '--outputs-file', file, ...args]
    const run = await cdk(command, root, env)
    // A stack that was never made is made anew by the next deploy.
    if (run.code !== 0) await forgetChangeSetOf(app)
    const outputs = await readFile(file, 'utf8').catch(() => '{}')
    return { ...run, outputs: JSON.parse(outputs) as Record<string, Record<string, string>> }
  })
}

/** The real `cdk diff`; `empty` when deploying would change nothing. */
export function cdkDiff(app: DeployedApp): Promise<CdkRun & { empty: boolean }> {
  return withApp(app, async (args, root, env) => {
    const run = await cdk(['diff', '--fail', ...args], root, env)
    return { ...run, empty: run.code === 0 && run.output.includes('Number of stacks with differences: 0') }
  })
}

/** The real `cdk destroy` of everything in the app, or of one stack alone. */
export async function cdkDestroy(app: DeployedApp, alone?: string): Promise<CdkRun> {
  const run = await withApp(app, (args, root, env) =>
    cdk(
      ['destroy', ...(alone === undefined ? ['--all'] : [alone, '--exclusively']), '--force', ...args],
      root,
      env,
    ),
  )
  await forgetChangeSetOf(app)
  return run
}

/**
 * A stack that goes takes its change sets along. The simulated account keeps the last one, and the CDK
 * command line would wait for ever for it to go when it next updates a stack of that name.
 */
async function forgetChangeSetOf(app: DeployedApp): Promise<void> {
  const { stackName = DEFAULT_STACK_NAME, locations = {} } = app.settings as Settings
  await forgetChangeSet(stackName)
  for (const [name, { region = name }] of Object.entries(locations)) {
    await forgetChangeSet(locationStackName(stackName, name), region)
  }
}

async function forgetChangeSet(StackName: string, region?: string): Promise<void> {
  const changeSet = { StackName, ChangeSetName: 'cdk-deploy-change-set' }
  const client = new CloudFormationClient(region === undefined ? {} : { region })
  try {
    await client.send(new DescribeChangeSetCommand(changeSet))
    await client.send(new DeleteChangeSetCommand(changeSet))
  } catch (error) {
    if (!(error instanceof Error && error.name.startsWith('ChangeSetNotFound'))) throw error
  }
}

interface AppEnvironment {
  ROUNDTRIP_APP_INPUT: string
}

async function withApp<T>(
  { root = ROOT, ...written }: DeployedApp,
  use: (args: string[], root: string, env: AppEnvironment) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'roundtrip-app-'))
  try {
    const input = path.join(folder, 'app.json')
    await writeFile(input, JSON.stringify({ root, written } satisfies AppInput))
    const args = ['--app', `node ${APP}`, '--output', path.join(folder, 'cdk.out')]
    return await use(args, root, { ROUNDTRIP_APP_INPUT: input })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function cdk(args: readonly string[], cwd: string, env: Partial<AppEnvironment> = {}): Promise<CdkRun> {
  const start = performance.now()
  const child = spawn(process.execPath, [path.join(BIN, 'cdk'), ...args, '--no-notices'], {
    cwd,
    env: {
      ...process.env,
      ...env,
      PATH: `${BIN}${path.delimiter}${process.env.PATH ?? ''}`,
      CDK_DISABLE_CLI_TELEMETRY: 'true',
      NO_COLOR: '1',
      FORCE_COLOR: '0',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: LONGEST,
    killSignal: 'SIGKILL',
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => void (output += text))
  }
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { code, output, seconds: (performance.now() - start) / 1000 }
}
