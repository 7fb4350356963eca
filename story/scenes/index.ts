import type { Stage } from '../stage'
import { chatScene } from './chats'
import { companyScene } from './company'
import { groupScene } from './groups'
import { noticeScene } from './notice'
import { ruleScene } from './rules'

/** What a domain lets happen: it notes moments, listens to other scenes, and acts as people through the product. */
export type Scene = (stage: Stage) => void

/** Every scene: the one line that a new domain adds. */
export const SCENES: readonly Scene[] = [
  companyScene,
  groupScene,
  ruleScene,
  noticeScene,
  chatScene,
]
