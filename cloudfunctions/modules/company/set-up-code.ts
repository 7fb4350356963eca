import { timingSafeEqual } from 'node:crypto'
import { hashOf } from '../../kernel/hash'

/** Compares two secrets in a time that says nothing about them. */
export const isSameSecret = (a: string, b: string): boolean =>
  timingSafeEqual(Buffer.from(hashOf(a)), Buffer.from(hashOf(b)))
