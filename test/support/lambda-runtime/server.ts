import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { text } from 'node:stream/consumers'

export type Invocation = { ok: true; answer: unknown } | { ok: false; error: unknown }

export interface LambdaRuntime {
  /** Hands the event to the function and waits for its answer; `remainingMs`: what it is told of its time. */
  invoke(event: unknown, remainingMs?: number): Promise<Invocation>
  /** All that the process has written so far, standard error included. */
  output(): string
  close(): Promise<void>
}

interface Pending {
  id: string
  event: unknown
  deadline: number
  settle(invocation: Invocation): void
}

/**
 * The Lambda Runtime API (AWS Lambda, "Using the Lambda runtime API", version 2018-06-01) and, in a fresh
 * Node process, a runtime client that loads `handler` of index.mjs in `taskRoot`. The process sees `env` and
 * nothing of ours.
 */
export async function lambdaRuntime(taskRoot: string, env: Record<string, string>): Promise<LambdaRuntime> {
  const queue: Pending[] = []
  const running = new Map<string, Pending>()
  let waiting: ServerResponse | undefined
  let output = ''

  function handOver(): void {
    const next = queue.shift()
    if (next === undefined || waiting === undefined) {
      if (next) queue.unshift(next)
      return
    }
    running.set(next.id, next)
    waiting.writeHead(200, {
      'content-type': 'application/json',
      'lambda-runtime-aws-request-id': next.id,
      'lambda-runtime-deadline-ms': String(next.deadline),
      'lambda-runtime-invoked-function-arn': 'arn:aws:lambda:eu-west-1:111122223333:function:probe',
    })
    waiting.end(JSON.stringify(next.event))
    waiting = undefined
  }

  function failAll(reason: string): void {
    for (const { settle } of [...queue.splice(0), ...running.values()]) settle({ ok: false, error: reason })
    running.clear()
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, id = '', verb] =
      /^\/2018-06-01\/runtime\/(?:invocation\/)?([^/]+)(?:\/(\w+))?$/.exec(request.url ?? '') ?? []
    if (id === 'next') {
      waiting = response
      handOver()
      return
    }
    const body = JSON.parse((await text(request)) || 'null') as unknown
    response.writeHead(202).end()
    if (id === 'init') failAll(`init: ${JSON.stringify(body)}`)
    running.get(id)?.settle(verb === 'response' ? { ok: true, answer: body } : { ok: false, error: body })
    running.delete(id)
  }

  const server = createServer((request, response) => void serve(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo

  const child: ChildProcess = spawn(process.execPath, [path.join(import.meta.dirname, 'bootstrap.ts')], {
    env: {
      ...env,
      AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${String(port)}`,
      LAMBDA_TASK_ROOT: taskRoot,
      _HANDLER: 'index.handler',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()))
  void ended.then(() => failAll(`the process ended: ${output}`))

  return {
    invoke: (event, remainingMs = 360_000) =>
      new Promise((settle) => {
        queue.push({ id: randomUUID(), event, deadline: Date.now() + remainingMs, settle })
        handOver()
      }),
    output: () => output,
    async close() {
      child.kill()
      await ended
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
