/** What an audit measures. The figures are the project's own (readability and touch), not DevTools' scores. */
export type AuditRule =
  | 'overflow'
  | 'small-text'
  | 'small-target'
  | 'low-contrast'
  | 'clipped-text'
  | 'broken-image'
  | 'covered-end'
  | 'too-many-nodes'

/** One thing on a page that breaks a rule. */
export interface Finding {
  rule: AuditRule
  /** Which element, as a short selector with the beginning of its text. */
  where: string
  /** The measured value against the limit, e.g. `11px < 12px`. */
  what: string
}

/** Limits of the design: text of 24rpx (12 px on the reference phone), targets of 44 px, WCAG AA contrast. */
export const LIMITS = {
  textRpx: 24,
  targetPx: 44,
  contrast: 4.5,
  largeTextContrast: 3,
  largeTextPx: 24,
  largeBoldTextPx: 18.66,
  nodes: 1000,
} as const
