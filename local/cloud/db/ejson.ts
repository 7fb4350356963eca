import { EJSON } from 'bson'

export type Document = Record<string, unknown>

export const parseEjson = (text: string): unknown => EJSON.parse(text, { relaxed: true })
export const stringifyEjson = (value: unknown): string => EJSON.stringify(value, { relaxed: false })
