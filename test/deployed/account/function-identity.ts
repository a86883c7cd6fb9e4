import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'

import { lab } from './lab.ts'
import { preloading, withVariables } from './function-variables.ts'

export interface Credentials {
  accessKeyId: string
  secretAccessKey: string
  sessionToken: string
}

const NAMES = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN']
const MARK = 'credentials-of-this-function='

/**
 * The credentials that a deployed function works with, as any code in it could read them: whoever signs with
 * them may do what the function may do, and no more. Node is made to write them into the function's log
 * before the handler is loaded; the event is none that the handler takes.
 */
export async function credentialsOf(FunctionName: string, region?: string): Promise<Credentials> {
  const script = `console.log('${MARK}'+JSON.stringify(${JSON.stringify(NAMES)}.map(n=>process.env[n])))`
  const changed = await withVariables(FunctionName, preloading(script), region)
  try {
    await new LambdaClient(region === undefined ? {} : { region }).send(
      new InvokeCommand({ FunctionName, Payload: '{}' }),
    )
  } finally {
    await changed.restore()
  }
  const written = (await lab.log(FunctionName)).split('\n').findLast((line) => line.startsWith(MARK))
  if (written === undefined) throw new Error(`${FunctionName} did not write its credentials`)
  const [accessKeyId = '', secretAccessKey = '', sessionToken = ''] = JSON.parse(
    written.slice(MARK.length),
  ) as string[]
  return { accessKeyId, secretAccessKey, sessionToken }
}
