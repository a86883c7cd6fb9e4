import { spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'

import { ROOT } from '../project.ts'

const BIN = path.join(ROOT, 'node_modules/.bin')

export interface SynthRun {
  code: number | null
  stderr: string
  /** The cloud assembly; gone after `remove`. */
  folder: string
  seconds: number
  remove(): Promise<void>
}

/**
 * The real `cdk synth`, as `npx cdk synth` starts it. `app` stands in for the one in cdk.json, `output` for a
 * folder of its own.
 */
export async function cdkSynth(app?: string, output?: string): Promise<SynthRun> {
  const folder = output ?? (await mkdtemp(path.join(tmpdir(), 'roundtrip-synth-')))
  const start = performance.now()
  // test/cdk/nag.long.ts has the same template validated.
  const args = [
    'synth',
    '--quiet',
    '--no-notices',
    '--no-validation',
    '--output',
    folder,
    ...(app ? ['--app', app] : []),
  ]
  const child = spawn(process.execPath, [path.join(BIN, 'cdk'), ...args], {
    cwd: ROOT,
    env: {
      // No account, no Region, no home with AWS files: a synth asks for nothing outside.
      PATH: `${BIN}${path.delimiter}${process.env.PATH ?? ''}`,
      HOME: folder,
      AWS_EC2_METADATA_DISABLED: 'true',
      CDK_DISABLE_CLI_TELEMETRY: 'true',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  const stderr = await text(child.stderr)
  const code = await ended
  const seconds = (performance.now() - start) / 1000
  return { code, stderr, folder, seconds, remove: () => rm(folder, { recursive: true, force: true }) }
}

interface FunctionResource {
  Type: string
  Properties?: {
    Handler?: string
    Code?: { S3Key: string }
    Environment?: { Variables: Record<string, unknown> }
  }
}

export interface Bundle {
  taskRoot: string
  handler: string
  /** Names of the environment variables that the stack sets. */
  variables: string[]
}

/** The bundle of the one function whose logical id begins so. */
export async function bundleIn(assembly: string, logicalId: string): Promise<Bundle> {
  const name = (await readdir(assembly)).find((file) => file.endsWith('.template.json')) ?? ''
  const template = JSON.parse(await readFile(path.join(assembly, name), 'utf8')) as {
    Resources: Record<string, FunctionResource>
  }
  const found = Object.entries(template.Resources)
    .filter(([id, { Type }]) => Type === 'AWS::Lambda::Function' && id.startsWith(logicalId))
    .map(([, resource]) => resource)
  const properties = found[0]?.Properties
  if (!properties || found.length > 1)
    throw new Error(`${String(found.length)} functions are called ${logicalId}`)
  return {
    taskRoot: path.join(assembly, `asset.${path.parse(properties.Code?.S3Key ?? '').name}`),
    handler: properties.Handler ?? '',
    variables: Object.keys(properties.Environment?.Variables ?? {}).sort(),
  }
}
