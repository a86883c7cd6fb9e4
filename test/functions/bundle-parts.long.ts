import { spawn } from 'node:child_process'
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { type Source, bundleInto } from '../../cdk/function/bundled-code.ts'
import type { EnvironmentOf } from '../../functions/contract.ts'
import { bundleFiles } from '../support/aws/bundle-files.ts'

const PROBE: Source = { entry: 'functions/probe/index.ts', startsQuickly: true }
const ENVIRONMENT = {
  AWS_REGION: 'eu-west-1',
  AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
  ROUNDTRIP_MONITORS_TABLE: 'monitors',
  ROUNDTRIP_RESULTS_TABLE: 'results',
  ROUNDTRIP_TOPIC_ARNS: '{}',
  ROUNDTRIP_STACK_NAME: 'Roundtrip',
  ROUNDTRIP_HOME_REGION: 'eu-west-1',
  ROUNDTRIP_LOCATIONS: '{"home":"eu-west-1","defaults":["home"]}',
  ROUNDTRIP_LOCATION: 'eu-west-1',
  ROUNDTRIP_ALERT_CAP: '10',
  ROUNDTRIP_RUNBOOK_URL: 'docs/operations.md',
  ROUNDTRIP_PAGE_URL: '',
  ROUNDTRIP_WORDING: '{}',
  ROUNDTRIP_BUILT_IN_SENDER: '',
  ROUNDTRIP_RETENTION: '{"resultDays":400,"logDays":30,"failureLogDays":180}',
  ROUNDTRIP_SENDER_ADDRESS: '',
  ROUNDTRIP_TOKENS_FUNCTION: 'arn:aws:lambda:eu-west-1:111122223333:function:tokens',
} satisfies EnvironmentOf<'probe'> & Record<string, string>

let bundle: string
beforeAll(async () => {
  bundle = await mkdtemp(path.join(tmpdir(), 'roundtrip-'))
  bundleInto(bundle, PROBE)
})
afterAll(() => rm(bundle, { recursive: true, force: true }))

/** Imports these in a process of its own, and answers which modules of Node it has loaded then. */
async function loadedBy(files: readonly string[]): Promise<readonly string[]> {
  const script = path.join(bundle, 'load.mjs')
  const hrefs = files.map((file) => pathToFileURL(path.join(bundle, file)).href)
  const lines = [
    `for (const href of ${JSON.stringify(hrefs)}) await import(href)`,
    'process.stdout.write(JSON.stringify(process.moduleLoadList))',
    'process.exit(0)',
  ]
  await writeFile(script, lines.join('\n'))
  const child = spawn(process.execPath, [script], { env: ENVIRONMENT, stdio: ['ignore', 'pipe', 'pipe'] })
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)])
  expect(errors).toBe('')
  return JSON.parse(output) as string[]
}

test('every file of the probe function loads, those that are read only at need included', async () => {
  const files = (await readdir(bundle)).filter((file) => /-[A-Z0-9]{8}\.mjs$/.test(file))
  expect(files.length).toBeGreaterThan(10)
  expect((await loadedBy(['index.mjs', ...files])).length).toBeGreaterThan(0)
})

describe('a start', () => {
  test('reads one file, from which the others take the modules that they share with it', async () => {
    const textOf = (file: string) => readFile(path.join(bundle, file), 'utf8')
    expect((await textOf('index.mjs')).match(/from ?"\.\/[^"]+"/g)).toBeNull()
    const chunks = (await readdir(bundle)).filter((file) => file.startsWith('chunk-'))
    const texts = await Promise.all(chunks.map(textOf))
    expect(
      texts.filter((text) => /^export\{[^}]*\}from"\.\/index\.mjs";\n$/.test(text)).length,
    ).toBeGreaterThan(10)
  })

  test("does not load Node's fetch, which a plain import of node:http brings", async () => {
    const loaded = await loadedBy(['index.mjs'])
    expect(loaded).toContain('NativeModule https')
    expect(loaded.filter((name) => name.includes('undici'))).toEqual([])
  })

  test.each([
    'notify',
    'own-publisher',
    'own-secrets-manager',
    'own-starter',
    'own-tokens',
    'own-sender',
    'imap-mailbox',
  ])('leaves %s to the first run that needs it', async (name) => {
    expect((await bundleFiles(bundle)).lazy(name).octets).toBeGreaterThan(0)
  })
})
