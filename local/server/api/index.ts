import type { IncomingMessage } from 'node:http'
import { isAnswer, type ApiContext, type Routes } from '../context'
import { HttpError, json, readJson, type Answer } from '../http'
import { chatRoutes } from './chats'
import { cloudRoutes } from './cloud'
import { entryRoutes } from './entry'
import { fileRoutes } from './files'
import { openDataRoutes } from './open-data'
import { reportRoutes } from './report'
import { subscriptionRoutes } from './subscriptions'

const routes: Routes = {
  ...chatRoutes,
  ...cloudRoutes,
  ...entryRoutes,
  ...fileRoutes,
  ...openDataRoutes,
  ...reportRoutes,
  ...subscriptionRoutes,
}

/** Answers `POST /api/<name>` for the person the `x-person` header names. */
export async function handleApi(
  context: ApiContext,
  name: string,
  request: IncomingMessage,
  query: URLSearchParams,
): Promise<Answer> {
  const route = Object.hasOwn(routes, name) ? routes[name] : undefined
  if (!route) throw new HttpError(404, `no such call: ${name}`)
  if (request.method !== 'POST') throw new HttpError(405, 'only POST')
  const personId = decodeURIComponent(String(request.headers['x-person'] ?? ''))
  const person = context.world.person(personId)
  if (!person) throw new HttpError(401, 'unknown person')
  const raw = typeof route === 'object'
  const body = raw ? {} : await readJson(request)
  const run = raw ? route.raw : route
  const value = await run({ context, person, body, request, query })
  return isAnswer(value) ? value : json(value)
}
