import path from 'node:path'
import { pathToFileURL } from 'node:url'

/**
 * A runtime client as small as one can be: it loads the handler, then asks, runs and answers until it is
 * ended.
 */

type Handler = (event: unknown, context: object) => Promise<unknown>

const api = `http://${process.env.AWS_LAMBDA_RUNTIME_API ?? ''}/2018-06-01/runtime`
const [file = '', name = ''] = (process.env._HANDLER ?? '').split('.')
const entry = path.join(process.env.LAMBDA_TASK_ROOT ?? '', `${file}.mjs`)

const handler = await load()
for (;;) await serveOne(handler)

async function load(): Promise<Handler> {
  try {
    const loaded = (await import(pathToFileURL(entry).href)) as Record<string, Handler>
    const found = loaded[name]
    if (typeof found !== 'function') throw new Error(`no function "${name}" in ${entry}`)
    return found
  } catch (error) {
    await post('init/error', described(error))
    throw error
  }
}

async function serveOne(handle: Handler): Promise<void> {
  const next = await fetch(`${api}/invocation/next`)
  const id = next.headers.get('lambda-runtime-aws-request-id') ?? ''
  const deadline = Number(next.headers.get('lambda-runtime-deadline-ms'))
  const context = {
    awsRequestId: id,
    invokedFunctionArn: next.headers.get('lambda-runtime-invoked-function-arn'),
    functionName: 'probe',
    getRemainingTimeInMillis: () => deadline - Date.now(),
  }
  try {
    const answer = await handle(await next.json(), context)
    await post(`invocation/${id}/response`, answer ?? null)
  } catch (error) {
    await post(`invocation/${id}/error`, described(error))
  }
}

async function post(to: string, body: unknown): Promise<void> {
  await fetch(`${api}/${to}`, { method: 'POST', body: JSON.stringify(body) })
}

function described(error: unknown): object {
  return error instanceof Error
    ? { errorType: error.name, errorMessage: error.message }
    : { errorType: 'unknown', errorMessage: String(error) }
}
