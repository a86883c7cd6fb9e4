import * as v from 'valibot'

import { parse } from '../runtime/parse.ts'

const schema = v.object({
  Records: v.array(v.object({ Sns: v.object({ MessageId: v.string(), Message: v.string() }) })),
})

/** A message of the topic, still to be read; `messageId` is SNS's. */
export interface TopicMessage {
  messageId: string
  text: string
}

/** The messages of an event of Amazon SNS (AWS Lambda, "Invoking Lambda functions with Amazon SNS notifications"). */
export function parseEvent(event: unknown): readonly TopicMessage[] {
  const { Records } = parse(schema, event, (mistakes) => new Error(`not an event of Amazon SNS: ${mistakes}`))
  return Records.map(({ Sns }) => ({ messageId: Sns.MessageId, text: Sns.Message }))
}
