import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { localWords } from '../../../cli/opened/local-words.ts'
import { dataFolder } from '../../support/temporary-files.ts'
import { NOBODY } from '../account.ts'
import { says } from '../says.ts'

test('a local mode that is there is named', async () => {
  const folder = await dataFolder()
  await mkdir(join(folder, 'dynamodb'), { recursive: true })
  expect(await localWords(folder)).toBe(`or --local: there is a local mode of this machine in ${folder}`)
})

test('else the option alone', async () => {
  expect(await localWords(join(await dataFolder(), 'none'))).toBe(
    'or --local for the local mode of this machine',
  )
})

test.each([
  [{}, /^roundtrip: no AWS Region is set; set AWS_REGION; or --local\b/],
  [{ AWS_REGION: 'eu-west-1' }, /^roundtrip: no AWS credentials that work .*, or sign in; or --local\b/],
])('status without an account names --local, with %j', async (env, words) => {
  expect(await says(['status'], { env: { ...NOBODY, ...env } })).toEqual({
    code: 1,
    out: '',
    err: expect.stringMatching(words) as string,
  })
})

test('where AWS cannot be reached its words stand alone', async () => {
  const env = { ...NOBODY, AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' }
  const there = { AWS_ENDPOINT_URL_CLOUDFORMATION: 'http://127.0.0.1:9' }
  const { err } = await says(['status'], { env: { ...env, ...there } })
  expect(err).toMatch(/^roundtrip: AWS cannot be reached: [^;]*\n$/)
})
