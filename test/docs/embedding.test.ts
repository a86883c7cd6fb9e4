import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { ROOT } from '../support/project.ts'

const run = promisify(execFile)
const [, EXAMPLE = ''] =
  /^```ts\n(.*?)^```$/ms.exec(await readFile(`${ROOT}/docs/embedding.md`, 'utf8')) ?? []

let folder: string
let template: { Resources: Record<string, { Type: string }>; Outputs: Record<string, unknown> }

/** Somebody else's app, in a folder of its own, with Roundtrip as npm links a folder. */
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'roundtrip-embedded-'))
  const modules = path.join(folder, 'node_modules')
  await mkdir(modules)
  await symlink(ROOT, path.join(modules, 'roundtrip'))
  for (const name of ['aws-cdk-lib', 'constructs']) {
    await symlink(path.join(ROOT, 'node_modules', name), path.join(modules, name))
  }
  await writeFile(path.join(folder, 'package.json'), '{"type":"module"}')
  await writeFile(path.join(folder, 'app.ts'), EXAMPLE)
  const env = {
    PATH: process.env.PATH,
    CDK_OUTDIR: path.join(folder, 'cdk.out'),
    // Bundles take seconds, and the same ones are tested elsewhere.
    CDK_CONTEXT_JSON: JSON.stringify({ 'aws:cdk:bundling-stacks': [] }),
  }
  await run(path.join(ROOT, 'node_modules/node/bin/node'), ['app.ts'], { cwd: folder, env })
  template = JSON.parse(
    await readFile(path.join(folder, 'cdk.out/Shop.template.json'), 'utf8'),
  ) as typeof template
}, 120_000)

afterAll(() => rm(folder, { recursive: true, force: true }))

test('the example synthesizes as an app of somebody else', () => {
  const types = Object.values(template.Resources).map(({ Type }) => Type)
  expect(types.filter((type) => type === 'AWS::DynamoDB::Table')).toHaveLength(2)
  expect(types.filter((type) => type === 'AWS::SQS::Queue')).toHaveLength(3)
  expect(types.filter((type) => type === 'AWS::SNS::Subscription')).toHaveLength(2)
})

test('the outputs by which commands find an installation are there by their names', () => {
  expect(Object.keys(template.Outputs)).toEqual(
    expect.arrayContaining(['MonitorsTable', 'ResultsTable', 'AlertTopic', 'ProbeFunctions']),
  )
})
