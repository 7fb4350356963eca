import { forget, readStored, store } from './storage'

/** Text a person has typed stays on the phone until the cloud has answered. */
export const saveDraft = (name: string, draft: unknown): boolean => store(`draft:${name}`, draft)

export const loadDraft = <T>(name: string): T | undefined => readStored<T>(`draft:${name}`)

export const dropDraft = (name: string): void => forget(`draft:${name}`)
