import {
  type Answer,
  type RecordedRequest,
  type RecordingEndpoint,
  recordingEndpoint,
} from './recording-endpoint.ts'

export type StoredSchedule = Record<string, unknown> & { Name: string; GroupName: string; StartDate?: number }

/** A StartDate may lie no more than 5 minutes in the past (Scheduler API, CreateSchedule). */
const PAST_SECONDS = 300
const PAGE = 3

/**
 * Keeps schedules like EventBridge Scheduler: each whole as it was last sent, pages of three,
 * `ResourceNotFoundException` and `ConflictException` where they belong.
 */
export function schedulerEndpoint(
  stored: Map<string, StoredSchedule>,
  now: () => number = Date.now,
): Promise<RecordingEndpoint> {
  return recordingEndpoint((request) => answer(request, stored, now() / 1000))
}

function answer(
  { method, path, body }: RecordedRequest,
  stored: Map<string, StoredSchedule>,
  now: number,
): Answer {
  const { pathname, searchParams } = new URL(path, 'http://scheduler')
  const name = decodeURIComponent(pathname.split('/')[2] ?? '')
  if (name === '') return list(searchParams, stored)
  const sent = body === '' ? {} : (JSON.parse(body) as Partial<StoredSchedule>)
  const group = sent.GroupName ?? searchParams.get('groupName') ?? 'default'
  const key = `${group}/${name}`
  const standing = stored.get(key)
  if (method === 'POST' ? standing : !standing) {
    return method === 'POST'
      ? error(409, 'ConflictException', `Schedule ${name} already exists.`)
      : error(404, 'ResourceNotFoundException', `Schedule ${name} does not exist.`)
  }
  if (method === 'GET') return { body: JSON.stringify({ ...standing, Arn: `arn:${key}` }) }
  if (method === 'DELETE') {
    stored.delete(key)
    return { body: '{}' }
  }
  if ((sent.StartDate ?? now) < now - PAST_SECONDS) {
    return error(
      400,
      'ValidationException',
      'The StartDate you specify cannot be earlier than 5 minutes ago.',
    )
  }
  const { ClientToken: _token, ...schedule } = sent
  stored.set(key, { ...schedule, Name: name, GroupName: group })
  return { body: JSON.stringify({ ScheduleArn: `arn:${key}` }) }
}

function list(query: URLSearchParams, stored: Map<string, StoredSchedule>): Answer {
  const all = [...stored.values()].filter(({ GroupName }) => GroupName === query.get('ScheduleGroup'))
  const from = Number(query.get('NextToken') ?? 0)
  const NextToken = from + PAGE < all.length ? String(from + PAGE) : undefined
  const Schedules = all.slice(from, from + PAGE).map(({ Name, GroupName }) => ({ Name, GroupName }))
  return { body: JSON.stringify({ Schedules, NextToken }) }
}

function error(status: number, name: string, message: string): Answer {
  return { status, headers: { 'x-amzn-errortype': name }, body: JSON.stringify({ Message: message }) }
}
