import { readFile } from 'node:fs/promises'
import path from 'node:path'

import { App, Stack } from 'aws-cdk-lib'
import { Construct } from 'constructs'
import { expect, test } from 'vitest'

import { type Source, bundledCode } from '../../../cdk/function/bundled-code.ts'
import { folder } from '../../support/temporary-files.ts'
import { longTest } from '../../support/thorough.ts'

const PROBE: Source = { entry: 'functions/probe/index.ts' }
const EVENTS: Source = { entry: 'functions/probe/parse-event.ts' }
const CERTIFICATES: Source = { entry: 'functions/probe/trusted-certificates.ts' }

/** What a synth makes of these, one function each: the folder of each one's code, named by its content. */
function synthesized(outdir: string, ...sources: Source[]): string[] {
  const stack = new Stack(new App({ outdir, treeMetadata: false }), 'Stack')
  return sources.map((source, index) => {
    const { s3Location } = bundledCode(source).bind(new Construct(stack, `Function${String(index)}`))
    return `asset.${path.parse(s3Location?.objectKey ?? '').name}`
  })
}

longTest('two synths give the same code the same name, so that nothing is deployed anew', async () => {
  expect(synthesized(await folder(), PROBE)).toEqual(synthesized(await folder(), PROBE))
})

test('functions of other sources, or with other constants, have code of their own', async () => {
  const outdir = await folder()
  const trusting = (TRUSTED_CERTIFICATES: string) => ({
    ...CERTIFICATES,
    constants: { TRUSTED_CERTIFICATES },
  })
  const names = synthesized(outdir, EVENTS, CERTIFICATES, trusting('one'), trusting('two'))
  expect(new Set(names).size).toBe(4)
  const [, , one = '', two = ''] = names
  expect(await readFile(path.join(outdir, one, 'index.mjs'), 'utf8')).toContain('"one"')
  expect(await readFile(path.join(outdir, two, 'index.mjs'), 'utf8')).toContain('"two"')
})

test('a source with a mistake fails the synth', async () => {
  const outdir = await folder()
  expect(() => synthesized(outdir, { entry: 'functions/probe/absent.ts' })).toThrow(/absent\.ts/)
})
