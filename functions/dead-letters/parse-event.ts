import * as v from 'valibot'

const schema = v.object({ Records: v.array(v.looseObject({ messageId: v.string() })) })

/** The messages of a batch from SQS, each still to be read. */
export function parseEvent(event: unknown) {
  return v.parse(schema, event).Records
}
