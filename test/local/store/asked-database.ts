import { type IncomingHttpHeaders, request } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'

import { DynamoDBClient } from '@aws-sdk/client-dynamodb'

import { storesOver } from '../../../cli/opened/stores.ts'
import { type EmbeddedDynamoDb, embeddedDynamoDb } from '../../../local/store/embedded-dynamodb.ts'

type Database = Pick<EmbeddedDynamoDb, 'endpoint' | 'secret'>

/** A database in memory, and the stores over it. */
export async function databaseWithStores() {
  const database = await embeddedDynamoDb()
  const client = new DynamoDBClient(database.client)
  const close = async () => {
    client.destroy()
    await database.close()
  }
  return { database, stores: storesOver(client, database.tableNames), close }
}

export interface Asked {
  method?: string
  operation?: string
  /** The access key id; absent: the right secret. */
  id?: string
  body?: string
  headers?: IncomingHttpHeaders
}

/** As the SDK asks, but for what is changed. */
export async function ask(
  database: Database,
  { method = 'POST', operation = 'Scan', id = database.secret, body = '', headers }: Asked,
) {
  const answer = await new Promise<{ status: number | undefined; said: string }>((resolve, reject) => {
    const asked = request(
      database.endpoint,
      {
        method,
        headers: {
          'x-amz-target': `DynamoDB_20120810.${operation}`,
          'content-type': 'application/x-amz-json-1.0',
          'x-amz-date': '20260101T000000Z',
          ...(headers?.['transfer-encoding'] === undefined && { 'content-length': Buffer.byteLength(body) }),
          authorization: `AWS4-HMAC-SHA256 Credential=${id}/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0`,
          ...headers,
        },
      },
      (response) => {
        text(response).then((said) => resolve({ status: response.statusCode, said }), reject)
      },
    )
    asked.on('error', reject).end(body)
  })
  return { ...answer, message: messageOf(answer.said) }
}

function messageOf(said: string): unknown {
  return said.startsWith('{') ? (JSON.parse(said) as { message?: unknown }).message : said
}

/** Sends the bytes and goes away. */
export function sentAndCut({ endpoint }: Database, bytes: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(endpoint).port), '127.0.0.1')
    socket.on('error', () => undefined).on('close', () => resolve())
    socket.write(bytes, () => socket.destroy())
  })
}

export async function answerTo({ endpoint }: Database, bytes: string): Promise<string> {
  const socket = connect(Number(new URL(endpoint).port), '127.0.0.1')
  socket.write(bytes)
  return text(socket)
}
