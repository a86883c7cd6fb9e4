/** The name of the stack's own alert topic, where a policy names none. */
export const ALERT_TOPIC = 'alerts'

/** The name of the topic that carries what goes wrong with the stack itself; no policy may name it. */
export const OPERATIONS_TOPIC = 'operations'
