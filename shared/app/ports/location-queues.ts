import type { RegisteredLocation } from '../../core/location/registered-location.ts'

/** Letters that lie in the queues of one location; SQS counts them roughly. */
export interface LettersThere {
  /** AWS gave up on them, and the location's own function has yet to make results of them. */
  deadLetters: number
  /** Nobody could make a result of them. */
  unhandled: number
}

/** The queues of locations beside home, of which no alarm at home could tell. */
export interface LocationQueues {
  /** Throws what the location's Region answers. */
  letters(location: RegisteredLocation): Promise<LettersThere>
}
