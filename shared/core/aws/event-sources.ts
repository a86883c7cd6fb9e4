/** The logical ids that the mappings of a stack have, in whatever app it is embedded. */
const STREAM = 'ReconcilerStream'
const QUEUE = /DeadLetterRunsRecord.*SqsEventSource/

/**
 * What the event source mapping of this logical id reads for a function of Roundtrip: the stream of the Monitors
 * table, or the queue of dead letters. Undefined: it belongs to the app that the stack is embedded in.
 */
export function readBy(logicalId: string): 'stream' | 'queue' | undefined {
  if (logicalId.includes(STREAM)) return 'stream'
  return QUEUE.test(logicalId) ? 'queue' : undefined
}
