import { incidentStory as storyOf } from '../../../app/history/views/story/incident-story.ts'
import { isoInstant } from '../../../core/time/units.ts'
import { incidentStory } from '../../answers/incident.ts'
import { Problem } from '../../problem.ts'
import { instantField, monitorIdField } from '../../request/fields.ts'
import { ok, route } from '../../route.ts'

export const getIncident = route({
  method: 'get',
  path: '/incidents/{monitorId}/{openedAt}',
  operationId: 'getIncident',
  tag: 'incidents',
  summary: 'One incident, and its story in order',
  needs: 'view',
  params: { monitorId: monitorIdField, openedAt: instantField('When it was opened, to the millisecond.') },
  answers: { 200: { description: 'The incident.', schema: incidentStory } },
  problems: ['not-found'],
  async handle({ params: { monitorId, openedAt } }, { ports }) {
    const story = await storyOf(monitorId, openedAt, ports)
    if (story) return ok(story)
    throw new Problem('not-found', {
      detail: `${monitorId} has no incident that was opened at ${isoInstant(openedAt)}`,
    })
  },
})
